import type { Core, MirrorDraft, MirrorStatus } from '../../shared/contract.ts'
import { failure } from '../../shared/errors.ts'
import type { Settings } from '../../shared/settings.ts'
import { exit, print, printJson, type Arguments, type Command } from './command.ts'
import { draftOf } from './draft.ts'
import { identifiedJson, identifiedLines, withoutUpstream } from './identified.ts'
import { sparksOf, type Sparks } from './sparks.ts'
import { mirrorLines } from './words.ts'

export const mirror: Command = {
  summary: 'list, add, remove, test, measure or order mirrors',
  usage:
    'mirror list | add UPSTREAM=URL | remove UPSTREAM=URL | test [UPSTREAM=URL]\n' +
    '         | move UPSTREAM=URL up|down|first|last|N | speed [UPSTREAM]',
  options: {
    insecure: { type: 'boolean' },
    ca: { type: 'string' },
    image: { type: 'string' },
    order: { type: 'boolean' },
    yes: { type: 'boolean', short: 'y' },
  },
  help: [
    ['--insecure', 'with add and test: do not verify its TLS certificate'],
    ['--ca FILE', 'with add and test: the authority that signed its certificate (PEM)'],
    ['--image NAME', 'with speed: what to fetch; else what most of the mirrors have'],
    ['--order', 'with speed: put the best first'],
    ['-y, --yes', 'with speed: agree to what it may cost, at most 1 pull'],
  ],
  async run({ positionals, values }, core) {
    const [action = 'list', named, where] = positionals
    if (!Object.hasOwn(actions, action))
      throw failure('usage', { why: `There is no “mirror ${action}”.`, help: 'mirror --help' })
    return await actions[action]!(core, named, values, where)
  },
}

type Action = (
  core: Core,
  named: string | undefined,
  values: Arguments['values'],
  where: string | undefined,
) => Promise<number>

const actions: Readonly<Record<string, Action>> = {
  list,
  add,
  remove,
  test,
  move,
  speed: async (core, upstream, values) => (await import('./mirror-speed.ts')).measure(core, upstream, values),
}

async function list(core: Core, _: string | undefined, values: Arguments['values']): Promise<number> {
  const settings = await core.call('settings.read', {})
  return show(settings, values, await sparksOf(core, settings.mirrors))
}

async function move(
  core: Core,
  named: string | undefined,
  values: Arguments['values'],
  where?: string,
): Promise<number> {
  const { moveNamed } = await import('./mirror-move.ts')
  return show(await moveNamed(core, given(named, 'move'), where), values)
}

async function add(core: Core, named: string | undefined, values: Arguments['values']): Promise<number> {
  return show(await core.call('mirror.add', { draft: await draftOf(given(named, 'add'), values) }), values)
}

async function remove(core: Core, named: string | undefined, values: Arguments['values']): Promise<number> {
  const { mirrors } = await core.call('settings.read', {})
  const { placeOfNamed } = await import('./mirror-move.ts')
  const index = placeOfNamed(mirrors, given(named, 'remove'))
  return show(await core.call('mirror.remove', { index }), values)
}

async function test(core: Core, named: string | undefined, values: Arguments['values']): Promise<number> {
  const draft = named === undefined ? null : await draftOf(named, values)
  const tested =
    draft === null ? (await core.call('status.read', { probe: true })).mirrors : [await testOne(core, draft)]
  // Who names one wants to know all of it.
  const found = draft && (await core.call('mirror.identify', { task: 'mirror test', draft: withoutUpstream(draft) }))
  if (tested.length === 0) throw failure('no-mirrors')
  if (values.json) {
    printJson({
      mirrors: tested.map(({ upstream, url, health, latencyMs, notice }) => ({
        upstream,
        url,
        health,
        latencyMs,
        code: notice?.code ?? null,
        reason: notice?.message ?? null,
        ...(found && identifiedJson(found)),
      })),
    })
  } else print(...mirrorLines(tested), ...(found ? identifiedLines(found) : []))
  return tested.every(({ health }) => health === 'up' || health === 'needs-login') ? exit.done : exit.failed
}

async function testOne(core: Core, draft: MirrorDraft): Promise<MirrorStatus> {
  return { ...draft, ca: null, ...(await core.call('mirror.test', { draft })) }
}

function given(named: string | undefined, verb: string): string {
  if (named === undefined)
    throw failure('usage', { why: `Say which: mirror ${verb} UPSTREAM=URL.`, help: 'mirror --help' })
  return named
}

function show({ mirrors }: Settings, values: Arguments['values'], sparks: Sparks = new Map()): number {
  const unasked = { health: 'unknown', latencyMs: null, at: null, notice: null } as const
  if (values.json)
    printJson({
      mirrors: mirrors.map(({ upstream, url, insecure, ca }) => ({ upstream, url, insecure, ca: ca?.sha256 ?? null })),
    })
  else
    print(
      ...(mirrors.length === 0
        ? ['No mirror is set.']
        : mirrorLines(
            mirrors.map((one) => ({ ...one, ...unasked })),
            sparks,
          )),
    )
  return exit.done
}
