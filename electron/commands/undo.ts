import { formatKey } from '../../shared/engine.ts'
import { failure } from '../../shared/errors.ts'
import { exit, print, printJson, type Command } from './command.ts'
import { errorJson, statusJson } from './json.ts'
import { isLeaveMissing } from './leave-missing.ts'
import { noticeLines, sentence } from './words.ts'

export const undo: Command = {
  summary: 'go back to before a change',
  usage: 'undo [ID]',
  options: { yes: { type: 'boolean', short: 'y' } },
  help: [
    ['ID', 'a change of “pullcord history”; without it, the latest that still stands'],
    ['--yes', 'agree to what it asks for: restarting podman’s service, loading pending edits'],
  ],
  async run({ positionals, values }, core) {
    const [id = null] = positionals
    if (id !== null && !/^[0-9A-Za-z-]{1,64}$/.test(id)) throw failure('undo-missing', { id })
    const report = await core.call('history.undo', { id, accept: values.yes === true })
    const { engine, changed, failure: failed, notes } = report.engine
    if (values.json) {
      printJson({
        ...(failed && { error: errorJson(failed) }),
        id: report.id,
        engine,
        changed,
        exact: report.exact,
        notes: notes.map(({ message }) => message),
        status: statusJson(report.status),
      })
    } else {
      print(
        `${formatKey(engine)}: ${failed ? 'not undone' : report.exact ? 'every file is as it was before' : 'undone; files that were edited since keep the edits'}`,
        ...(failed ? noticeLines(failed) : []),
        ...notes.flatMap(noticeLines),
        '',
        ...sentence(report.status),
      )
    }
    if (!failed) return exit.done
    return isLeaveMissing(failed) ? exit.unauthorised : exit.failed
  },
}
