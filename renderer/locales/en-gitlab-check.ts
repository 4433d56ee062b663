import type { Finding } from '../../shared/gitlab/check/finding.ts'

const many = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`

/** The words of the part that checks a GitLab's registry. */
export const gitlabCheck = {
  title: 'Check a registry',
  about:
    'Why does GitLab’s registry page fail, why is a login refused? Name the addresses, add the files of the set-up, or both.',
  registry: 'Registry URL',
  registryHint: 'As in “docker login”, with https:// in front.',
  gitlab: 'GitLab URL',
  gitlabHint: 'It is asked for a token as a guest; nobody’s login is sent.',
  badUrl: 'Not a URL of http or https.',
  files: 'Files',
  filesHint:
    'Compose file, .env, config.yml, gitlab.rb, virtual hosts, certificates and keys; or drop them on this field. They stay on this machine, and no finding shows a key.',
  given: (count: number) => many(count, 'file', 'files'),
  clear: 'Take all out',
  left: (names: string) => `Left out, too long or too many: ${names}`,
  ca: 'An authority of your own (PEM)',
  check: 'Check',
  again: 'Check again',
  checking: 'Checking; this takes ten seconds at most.',
  stop: 'Stop',
  found: (problems: number, others: number, at: string) =>
    `${many(problems, 'problem', 'problems')}, ${many(others, 'thing', 'things')} to know, as seen ${at}.`,
  well: 'No problem was found.',
  wellHint: (at: string) => `As seen ${at}.`,
  fine: (count: number) => `${many(count, 'thing is', 'things are')} as they should be`,
  seen: 'What is seen of it:',
  level: {
    problem: 'problem',
    warning: 'warning',
    'not-checked': 'not seen',
    fine: 'fine',
  } satisfies Readonly<Record<Finding['level'], string>>,
}
