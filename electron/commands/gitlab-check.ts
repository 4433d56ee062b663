import type { Finding } from '../../shared/gitlab/check/finding.ts'
import type { GitlabCheckReport } from '../../shared/gitlab/check-calls.ts'
import { failure } from '../../shared/errors.ts'
import { exit, print, printJson, type Command } from './command.ts'
import { filesIn, textIn } from './gitlab-check-files.ts'
import { noticeLines } from './words.ts'

const shapes: Readonly<Record<Finding['level'], string>> = { problem: '▲', warning: '△', 'not-checked': '?', fine: '●' }
const words: Readonly<Record<Finding['level'], string>> = {
  problem: 'problem',
  warning: 'warning',
  'not-checked': 'not seen',
  fine: 'fine',
}

export const check: Command = {
  summary: 'what keeps a GitLab and its registry apart; ends with 3 when there is a problem',
  usage: 'check [FILE | DIRECTORY | REGISTRY_URL]…',
  options: { 'gitlab-url': { type: 'string' }, ca: { type: 'string' } },
  help: [
    ['--gitlab-url URL', 'where GitLab answers; it is asked for a token as a guest'],
    ['--ca FILE', 'an authority to trust beside the system’s (PEM)'],
  ],
  async run({ positionals, values }, core) {
    const urls = positionals.filter((one) => /^https?:\/\//i.test(one))
    const paths = positionals.filter((one) => !urls.includes(one))
    if (urls.length > 1) throw failure('usage', { why: 'One URL is checked at a time.', help: 'gitlab --help' })
    const [registry = null] = urls
    const gitlab = typeof values['gitlab-url'] === 'string' ? values['gitlab-url'] : null
    // Without a word, it is about the folder where one stands.
    const isAboutHere = paths.length === 0 && registry === null && gitlab === null
    const report = await core.call('gitlab.check', {
      task: 'gitlab check',
      files: filesIn(isAboutHere ? ['.'] : paths),
      registry,
      gitlab,
      ca: typeof values.ca === 'string' ? textIn(values.ca) : null,
    })
    if (values.json) printJson(reportJson(report))
    else print(...reportLines(report))
    return report.findings.some(({ level }) => level === 'problem') ? exit.unverified : exit.done
  },
}

/** `pullcord gitlab check --json`: keys may come, none goes. */
function reportJson({ at, findings }: GitlabCheckReport): unknown {
  return {
    at,
    findings: findings.map(({ level, subject, notice, symptoms }) => ({
      level,
      code: notice.code,
      subject,
      message: notice.message,
      hint: notice.hint,
      values: notice.values,
      symptoms: symptoms.map(({ code, message }) => ({ code, message })),
    })),
  }
}

function reportLines({ findings }: GitlabCheckReport): readonly string[] {
  const problems = findings.filter(({ level }) => level === 'problem').length
  const sum = problems === 0 ? 'No problem was found.' : `${problems} ${problems === 1 ? 'problem' : 'problems'}.`
  return [...findings.flatMap(lines), '', sum]
}

function lines({ level, subject, notice, symptoms }: Finding): readonly string[] {
  const seen = symptoms.map(({ message }) => message).join(' ')
  return [
    `${shapes[level]} ${words[level].padEnd(8)} ${subject}`,
    ...noticeLines(notice),
    ...(seen === '' ? [] : [`  What is seen of it: ${seen}`]),
  ]
}
