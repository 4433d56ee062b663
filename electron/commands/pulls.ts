import { failure } from '../../shared/errors.ts'
import { isThrough } from '../../shared/pulls/filter.ts'
import { outcomes, type Outcome, type Pull, type PullFilter, type SourceState } from '../../shared/pulls/pull.ts'
import { exit, print, printJson, texts, type Arguments, type Command } from './command.ts'
import { parseMoment } from './moment.ts'
import { pullLine, visible } from './pull-lines.ts'
import { noticeLines } from './words.ts'

export const pulls: Command = {
  summary: 'what was pulled, and who served it',
  usage: 'pulls [--follow] [--since 6h] [--filter TEXT] [--outcome O,…] [--limit N]',
  options: {
    follow: { type: 'boolean', short: 'f' },
    since: { type: 'string' },
    filter: { type: 'string' },
    outcome: { type: 'string', multiple: true },
    limit: { type: 'string' },
    'mirror-log': { type: 'string', multiple: true },
    why: { type: 'boolean' },
  },
  help: [
    ['--follow', 'go on until Ctrl+C, and print each pull as it is seen'],
    ['--since T', '30m, 6h, 7d, or a date; without it, all that is kept'],
    ['--filter TEXT', 'in the name of the image, the client or its address'],
    ['--outcome O,…', outcomes.join(', ')],
    ['--limit N', 'the latest so many; without it, 20'],
    ['--why', 'with the reason for each outcome'],
    ['--mirror-log URL=FILE', 'with --follow: the access log of a mirror, if it lies on this machine'],
  ],
  async run({ values }, core) {
    const limit = Number(values.limit ?? 20)
    if (!Number.isInteger(limit) || limit < 1 || limit > 1000)
      throw failure('usage', { why: '--limit takes a number from 1 to 1000.', help: 'pulls --help' })
    const filter = filterOf(values)
    const since = typeof values.since === 'string' ? parseMoment(values.since, Date.now()) : null
    const show = (all: readonly Pull[]): void => {
      if (values.json) for (const pull of all) printLine(pull)
      else print(...all.flatMap((pull) => lines(pull, values.why === true)))
    }
    if (values.follow !== true) {
      const page = await core.call('pulls.read', { filter, since, before: null, limit })
      if (values.json) printJson({ pulls: page.pulls, total: page.total, next: page.next })
      else if (page.pulls.length === 0) print('No pull was seen yet. “pullcord pulls --follow” begins to watch.')
      else show(page.pulls.toReversed())
      return exit.done
    }
    // Listening is what begins the watch; then what was kept, then what comes.
    const early: Pull[] = []
    let tell = (news: readonly Pull[]): void => void early.push(...news)
    const tellSources = sourceTeller(values.json === true)
    const end = core.on('pulls', (event) => {
      tellSources(event.sources)
      tell(event.pulls.filter((pull) => isThrough(pull, filter)))
    })
    tellSources(await core.call('pulls.watch', { mirrorLogs: logsOf(values) }))
    const page = await core.call('pulls.read', { filter, since, before: null, limit })
    show(page.pulls.toReversed())
    tell = show
    show(early)
    await new Promise<void>((resolve) => process.once('SIGINT', resolve).once('SIGTERM', resolve))
    end()
    return exit.done
  },
}

function filterOf({ filter, outcome, engine }: Arguments['values']): PullFilter {
  const named = texts(outcome).flatMap((text) => text.split(','))
  const wrong = named.find((name) => !outcomes.includes(name as Outcome))
  if (wrong !== undefined)
    throw failure('usage', { why: `There is no outcome “${wrong}”: ${outcomes.join(', ')}.`, help: 'pulls --help' })
  return {
    text: typeof filter === 'string' ? filter : '',
    engines: texts(engine).flatMap((text) => text.split(',')),
    outcomes: named as Outcome[],
  }
}

function logsOf(values: Arguments['values']): readonly { readonly mirror: string; readonly path: string }[] {
  return texts(values['mirror-log']).map((text) => {
    const at = text.indexOf('=')
    if (at < 1) throw failure('usage', { why: '--mirror-log takes URL=FILE.', help: 'pulls --help' })
    return { mirror: text.slice(0, at), path: text.slice(at + 1) }
  })
}

// Each source once, and again when it is heard or lost; beside the pulls, not among them.
function sourceTeller(isQuiet: boolean): (sources: readonly SourceState[]) => void {
  const told = new Map<string, string>()
  return (sources) => {
    for (const { of, source, state, notice } of sources) {
      if (isQuiet || told.get(`${source} ${of}`) === state) continue
      told.set(`${source} ${of}`, state)
      const why = notice ? `${noticeLines(notice).map(visible).join('\n')}\n` : ''
      process.stderr.write(`${visible(of)}: ${state}\n${why}`)
    }
  }
}

function lines(pull: Pull, why: boolean): readonly string[] {
  return [pullLine(pull), ...(why ? noticeLines(pull.why).map(visible) : [])]
}

// One object a line, so that a stream can be read as it comes.
function printLine(pull: Pull): void {
  process.stdout.write(`${JSON.stringify(pull)}\n`)
}
