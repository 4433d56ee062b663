import { formatKey } from '../../shared/engine.ts'
import { failure } from '../../shared/errors.ts'
import type { HistoryEntry } from '../../shared/history.ts'
import { exit, print, printJson, type Command } from './command.ts'
import { errorJson } from './json.ts'
import { noticeLines } from './words.ts'

export const history: Command = {
  summary: 'the latest changes, newest first',
  usage: 'history [--limit N]',
  options: { limit: { type: 'string' } },
  help: [['--limit N', 'so many of them; without it, 20']],
  async run({ values }, core) {
    const limit = Number(values.limit ?? 20)
    if (!Number.isInteger(limit) || limit < 1 || limit > 1000)
      throw failure('usage', { why: '--limit takes a number from 1 to 1000.', help: 'history --help' })
    const entries = await core.call('history.read', { limit })
    if (values.json) printJson({ entries: entries.map(entryJson) })
    else print(...(entries.length === 0 ? ['Nothing was changed yet.'] : entries.flatMap(entryLines)))
    return exit.done
  },
}

function entryJson({ by, failure: failed, fixed, ...entry }: HistoryEntry): unknown {
  return { ...entry, by, error: failed && errorJson(failed), fixed: fixed && errorJson(fixed) }
}

function entryLines({
  id,
  at,
  who,
  verb,
  engine,
  from,
  to,
  again,
  failure: failed,
  fixed,
}: HistoryEntry): readonly string[] {
  const was = from === null ? 'not known' : listed(from)
  return [
    `${id}  ${new Date(at).toLocaleString()}  ${who}  ${verb} ${formatKey(engine)}${failed ? '  failed' : again ? '  again' : ''}`,
    ...(verb === 'keep' || verb === 'import' ? [] : [`  ${was}  ⇒  ${listed(to)}`]),
    ...(failed ? noticeLines(failed) : fixed ? noticeLines({ ...fixed, hint: '' }) : []),
  ]
}

function listed(mirrors: readonly string[]): string {
  return mirrors.length === 0 ? 'off' : mirrors.join(', ')
}
