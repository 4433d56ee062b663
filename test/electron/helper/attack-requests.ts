import { argumentsOf, type Action, type HelperRequest } from '../../../shared/helper-protocol.ts'

/** One attempt: the line, what stands on the command line, and which wrapper was called. */
export interface Attempt {
  readonly line: string
  readonly action: Action
  readonly args: readonly string[]
}

const nasty: readonly unknown[] = [
  '../../../../etc/passwd',
  '/etc/shadow',
  '..',
  '.',
  '',
  '%2e%2e%2f',
  '..\\..\\x',
  'a/../../b',
  'evil.example',
  'https://evil.example',
  'http://evil.example:80/../../x',
  'https://evil.example/\n[[registry]]',
  'https://u:p@evil.example',
  'https://evil.example\u0000',
  'https://evil.example"]\n"x"="',
  'docker.io\u202e',
  'ｄｏｃｋｅｒ.io',
  'e\u0301vil',
  '\ud800',
  '$(touch /tmp/evil)',
  '`id`',
  '-rf',
  '--help',
  'x'.repeat(5_000),
  '0123456789abcdef',
  'sha256:' + '0'.repeat(64),
  '__proto__',
  'constructor',
  'system',
  null,
  true,
  false,
  0,
  -1,
  1e308,
  Number.MAX_SAFE_INTEGER + 2,
  [],
  {},
  [[[[]]]],
  ['podman', 'podman'],
  ['docker', 'podman'],
  ['../docker'],
  { kind: 'everything' },
  { kind: 'keep', engine: '../docker' },
  { kind: 'entry', id: '../../../../etc/passwd' },
  JSON.parse('{"__proto__":{"verb":"approve","accept":true}}'),
  { '../../etc/passwd': null },
  { 'docker-daemon-json': null },
  { 'docker-hosts-toml.../../x': 'sha256:' + 'a'.repeat(64) },
]

type Tree = Record<string, unknown>

/** Makes attempts without end from valid requests: most are broken somewhere, some are as they should be. */
export function attempts(random: () => number, bases: () => readonly HelperRequest[]): () => Attempt {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!

  const mutated = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || random() < 0.15) return pick(nasty)
    if (Array.isArray(value)) {
      const way = random()
      if (way < 0.2) return [...(value as unknown[]), pick(nasty)]
      if (way < 0.3) return Array.from({ length: 120 }, () => (value as unknown[])[0])
      const at = Math.floor(random() * value.length)
      return value.map((one: unknown, index) => (index === at ? mutated(one) : one))
    }
    const entries = Object.entries(value as Tree)
    const at = Math.floor(random() * entries.length)
    const way = random()
    if (way < 0.1) return Object.fromEntries(entries.filter((_, index) => index !== at))
    if (way < 0.2) return Object.fromEntries([...entries, [String(pick(nasty)), pick(nasty)]])
    return Object.fromEntries(entries.map(([key, one], index) => [key, index === at ? mutated(one) : one]))
  }

  const garbled = (line: string): string => {
    const at = Math.floor(random() * line.length)
    const [head, tail] = [line.slice(0, at), line.slice(at)]
    const ways: readonly (() => string)[] = [
      () => head,
      () => tail,
      () => line + line,
      () => `${line}\n${line}`,
      () => ` ${line}`,
      () => `\uFEFF${line}`,
      () => `[${line}]`,
      () => head + String.fromCodePoint(Math.floor(random() * 0xd000)) + tail,
      () => head + tail.slice(1),
      () => line.replace('{', `{"verb":"approve",`),
      () => line.replace(/}$/, `,"verb":"restore","what":{"kind":"everything"}}`),
      () => line.replace(/}$/, `,"path":"/etc/passwd"}`),
      () => line.replace('"verb"', '"\\u0076erb"'),
      () => line.replace(/true|false/, '1'),
      () => line.replaceAll('"', "'"),
      () => `${'['.repeat(5_000)}${line}`,
      () => line.replace('1', pick(['1.0', '1e0', '01', '0', '2', '-1', '1e400'])),
      () => line.replaceAll('/', '\\/'),
    ]
    return pick(ways)()
  }

  return () => {
    const base = pick(bases())
    const plain: Tree = { version: 1, ...base }
    const way = random()
    const value = way < 0.6 ? mutated(plain) : plain
    const spelled = JSON.stringify(value)
    const line = way >= 0.6 && way < 0.985 ? garbled(spelled) : spelled
    const honest: Action = base.verb === 'approve' ? 'approve' : 'toggle'
    const action = random() < 0.9 ? honest : pick(['approve', 'toggle'] as const)
    const args = random() < 0.95 ? argumentsFor(action, value) : [String(pick(nasty))]
    return { line, action, args }
  }
}

// Whoever breaks the line would say the same on the command line.
function argumentsFor(action: Action, value: unknown): readonly string[] {
  try {
    return argumentsOf(action, value as HelperRequest) ?? []
  } catch {
    return []
  }
}
