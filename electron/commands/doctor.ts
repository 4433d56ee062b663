import { checkWords } from '../../shared/check-words.ts'
import type { Check, Checkup } from '../../shared/doctor.ts'
import { formatKey } from '../../shared/engine.ts'
import { exit, print, printJson, type Command } from './command.ts'
import { noticeLines } from './words.ts'

const shapes: Readonly<Record<Check['result'], string>> = { problem: '▲', note: '△', unknown: '?', ok: '●' }

export const doctor: Command = {
  summary: 'what keeps a mirror from being used; ends with 3 when there is a problem',
  usage: 'doctor',
  options: {},
  help: [],
  async run({ values }, core) {
    const found = await core.call('doctor.run', {})
    if (values.json) printJson(checkupJson(found))
    else print(...checkupLines(found))
    return found.checks.some(({ result }) => result === 'problem') ? exit.unverified : exit.done
  },
}

/** `pullcord doctor --json`: keys may come, none goes. */
function checkupJson({ at, checks }: Checkup): unknown {
  return {
    at,
    checks: checks.map(({ id, engine, result, subject, notice }) => ({
      id,
      engine: engine && formatKey(engine),
      result,
      subject,
      code: notice?.code ?? null,
      message: notice?.message ?? null,
      hint: notice?.hint ?? null,
    })),
  }
}

function checkupLines({ checks }: Checkup): readonly string[] {
  const count = (result: Check['result']): number => checks.filter((one) => one.result === result).length
  const problems = count('problem')
  const sum = problems === 0 ? 'No problem was found.' : `${problems} ${problems === 1 ? 'problem' : 'problems'}.`
  return [...checks.flatMap(lines), '', sum]
}

function lines({ id, engine, result, subject, notice }: Check): readonly string[] {
  const { check, result: words } = checkWords.en
  const where = [engine ? formatKey(engine) : '', subject].filter((part) => part !== '').join('  ')
  const line = `${shapes[result]} ${words[result].padEnd(8)} ${check[id].padEnd(26)} ${where}`
  return [line.trimEnd(), ...(notice ? noticeLines(notice) : [])]
}
