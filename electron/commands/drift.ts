import type { Core } from '../../shared/contract.ts'
import type { Drift } from '../../shared/drift.ts'
import { typedName } from '../../shared/engine-names.ts'
import { formatKey, keyOf, type EngineKey } from '../../shared/engine.ts'
import { failure } from '../../shared/errors.ts'
import type { Notice } from '../../shared/notice.ts'
import { exit, print, printJson, type Arguments, type Command } from './command.ts'
import { errorJson } from './json.ts'
import { isLeaveMissing } from './leave-missing.ts'
import { noticeLines } from './words.ts'

export const drift: Command = {
  summary: 'what was changed outside Pullcord, and the ways to go on',
  usage: 'drift [keep] [--engine E]',
  options: {},
  help: [['keep', 'leave the files as they are now, for good: nothing in them is ours any more']],
  async run(args, core) {
    const [action] = args.positionals
    if (action !== undefined && action !== 'keep')
      throw failure('usage', { why: `There is no “drift ${action}”.`, help: 'drift --help' })
    return action === 'keep' ? await keep(args, core) : await show(args, core)
  },
}

async function drifts(core: Core): Promise<readonly Drift[]> {
  const { engines } = await core.call('status.read', { probe: false })
  const all = await Promise.all(engines.map((engine) => core.call('drift.read', { engine: keyOf(engine) })))
  return all.filter(({ files }) => files.length > 0)
}

async function show({ values }: Arguments, core: Core): Promise<number> {
  const found = await drifts(core)
  if (values.json) printJson({ drifts: found.map((one) => driftJson(one, values.root)) })
  else
    print(
      ...(found.length === 0
        ? ['Nothing was changed outside Pullcord.']
        : found.flatMap((one) => driftLines(one, values.root))),
    )
  return found.length === 0 ? exit.done : exit.unverified
}

async function keep({ values }: Arguments, core: Core): Promise<number> {
  const [first, ...others] = await drifts(core)
  if (!first) throw failure('drift-none', { engine: 'any engine' })
  if (others.length > 0)
    throw failure('usage', { why: 'Several engines were changed; name one with --engine.', help: 'drift' })
  const { engine, changed, failure: failed, notes } = await core.call('drift.keep', { engine: first.engine })
  if (values.json) {
    const told = notes.map(({ message }) => message)
    printJson({ ...(failed && { error: errorJson(failed) }), engine, changed, notes: told })
  } else {
    print(
      `${formatKey(engine)}: ${failed ? 'not changed' : 'the files stay as they are; nothing in them is ours any more'}`,
    )
    print(...(failed ? noticeLines(failed) : []), ...notes.flatMap(noticeLines))
  }
  if (!failed) return exit.done
  return isLeaveMissing(failed) ? exit.unauthorised : exit.failed
}

/** The commands of the three ways to go on. */
function choices(
  engine: EngineKey,
  root: unknown,
): { readonly again: string; readonly keep: string; readonly off: string } {
  const which = `--engine ${typedName(engine)} --scope ${engine.scope}${typeof root === 'string' ? ` --root ${root}` : ''}`
  return { again: `pullcord on ${which}`, keep: `pullcord drift keep ${which}`, off: `pullcord off ${which}` }
}

function driftJson({ engine, files, fight }: Drift, root: unknown): unknown {
  const told = ({ message, hint }: Notice): unknown => ({ message, hint })
  return {
    engine,
    files: files.map(({ writer, ...file }) => ({ ...file, writer: told(writer) })),
    fight: fight && told(fight),
    choices: choices(engine, root),
  }
}

function driftLines({ engine, files, fight }: Drift, root: unknown): readonly string[] {
  const { again, keep: kept, off } = choices(engine, root)
  return [
    `${formatKey(engine)} was changed outside Pullcord:`,
    ...files.flatMap(({ path, diff, writer }) => [
      ...noticeLines(writer),
      diff?.trimEnd() ?? `  What Pullcord had written to ${path} cannot be told any more.`,
    ]),
    ...(fight ? noticeLines(fight) : []),
    '',
    `  bring ours back       ${again}`,
    `  leave it as it is     ${kept}`,
    `  take out only ours    ${off}`,
  ]
}
