import { formatKey } from '../../shared/engine.ts'
import { failure } from '../../shared/errors.ts'
import { saysYes } from './ask.ts'
import { exit, print, printJson, type Command } from './command.ts'
import { errorJson } from './json.ts'
import { noticeLines } from './words.ts'

export const uninstall: Command = {
  summary: 'put everything back in both scopes, and say what is left',
  usage: 'uninstall [--yes]',
  options: { yes: { type: 'boolean', short: 'y' } },
  help: [['--yes', 'do not ask first; agree to whatever putting back asks for']],
  async run({ values }, core) {
    if (values.yes !== true && !(await isAgreed())) return exit.failed
    const { engines, left } = await core.call('uninstall.run', { accept: true })
    const failed = engines.flatMap((engine) => engine.failure ?? [])
    const stays = left.filter(({ code }) => code === 'left-system')
    if (values.json) {
      printJson({
        ...(failed[0] && { error: errorJson(failed[0]) }),
        engines: engines.map(({ engine, changed, failure: why }) => ({
          ...engine,
          changed,
          error: why && errorJson(why),
        })),
        left: left.map(errorJson),
      })
    } else {
      const lines = engines.flatMap(({ engine, changed, failure: why, notes }) => [
        `${formatKey(engine)}: ${why ? 'not put back' : changed ? 'put back' : 'nothing to do'}`,
        ...(why ? noticeLines(why) : []),
        ...notes.flatMap(noticeLines),
      ])
      print(...lines, '', ...left.flatMap(noticeLines))
    }
    if (stays.length > 0) return exit.unauthorised
    return failed.length > 0 ? exit.failed : exit.done
  },
}

async function isAgreed(): Promise<boolean> {
  if (!process.stdin.isTTY)
    throw failure('usage', { why: 'Nobody can be asked here; say --yes.', help: 'uninstall --help' })
  return await saysYes('Turn everything off in both scopes, and forget every approval?')
}
