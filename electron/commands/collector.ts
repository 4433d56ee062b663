import { readFileSync } from 'node:fs'
import type { Core } from '../../shared/contract.ts'
import { failure } from '../../shared/errors.ts'
import type { CollectorStatus } from '../../shared/pulls/collector.ts'
import { exit, print, printJson, type Arguments, type Command } from './command.ts'
import { noticeLines } from './words.ts'

export const collector: Command = {
  summary: 'the collectors that this machine reads',
  usage: 'collector list | add MIRROR_URL COLLECTOR_URL --token-file FILE | remove MIRROR_URL',
  options: { 'token-file': { type: 'string' }, ca: { type: 'string' } },
  help: [
    ['--token-file F', 'with add: its read token; it is in no argument, where every process could see it'],
    ['--ca FILE', 'with add: the authority that signed its certificate (PEM)'],
  ],
  async run({ positionals, values }, core) {
    const [action = 'list', mirror, url] = positionals
    if (!Object.hasOwn(actions, action))
      throw failure('usage', { why: `There is no “collector ${action}”.`, help: 'collector --help' })
    const collectors = await actions[action]!(core, values, mirror, url)
    if (values.json) printJson({ collectors })
    else print(...(collectors.length === 0 ? ['No collector is read.'] : collectors.flatMap(lines)))
    return exit.done
  },
}

type Action = (
  core: Core,
  values: Arguments['values'],
  mirror: string | undefined,
  url: string | undefined,
) => Promise<readonly CollectorStatus[]>

const actions: Readonly<Record<string, Action>> = {
  list: async (core) => await core.call('collector.list', {}),
  add: async (core, values, mirror, url) =>
    await core.call('collector.add', {
      mirror: given(mirror, 'the URL of a mirror'),
      url: given(url, 'the URL of its collector'),
      token: textIn(given(values['token-file'], '--token-file')),
      ca: typeof values.ca === 'string' ? textIn(values.ca) : null,
    }),
  remove: async (core, _, mirror) =>
    await core.call('collector.remove', { mirror: given(mirror, 'the URL of a mirror') }),
}

function given(value: unknown, what: string): string {
  if (typeof value === 'string' && value !== '') return value
  throw failure('usage', { why: `This takes ${what}.`, help: 'collector --help' })
}

function textIn(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw failure('file-unreadable', { path, why: (error as Error).message }, error)
  }
}

function lines({ mirror, url, state, notice }: CollectorStatus): readonly string[] {
  return [`${mirror}  read from ${url}  ${state}`, ...(notice ? noticeLines(notice) : [])]
}
