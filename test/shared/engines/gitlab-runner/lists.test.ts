import { describe, expect, test } from 'vitest'
import { gitlabRunner } from '../../../../shared/engines/gitlab-runner.ts'
import type { GitlabRunnerFacts } from '../../../../shared/facts.ts'
import { memoryOf, mirror, planIn, textsAfter } from '../look.ts'

const path = '/etc/gitlab-runner/config.toml'
const facts: GitlabRunnerFacts = { id: 'gitlab-runner', scope: 'system', version: null, running: null }
const hub = mirror('docker.io=http://192.168.1.5:5000')

describe('a runner that was renamed gets back what it had', () => {
  const runner = (name: string, executor: string, rest: string): string =>
    `[[runners]]\nname = "${name}"\nexecutor = "${executor}"\n${rest}`
  const old = '[runners.machine]\nMachineOptions = ["engine-registry-mirror=https://old", "x=y"]\n'
  const own = `[runners.docker]
privileged = true
[[runners.docker.services]]
name = "docker:dind"
command = [
  "--mtu=1", # for the tunnel
  "--registry-mirror", "${hub.url}/",
]
`
  const alike = '[runners.machine]\nMachineOptions = ["x=y"]\n'
  test.each([
    ['a mirror that was left out', false, runner('a', 'docker+machine', old)],
    [
      'beside one that says the same now',
      false,
      runner('a', 'docker+machine', old) + runner('b', 'docker+machine', alike),
    ],
    ['a mirror that was moved, and a comment', true, runner('a', 'docker', own)],
    ['the same, where no other stays', false, runner('a', 'docker', own)],
    ['no list', true, runner('a', 'docker', '[runners.docker]\nprivileged = true\n')],
  ])('%s', (_, keepTheirs, text) => {
    const mirrors = [mirror('docker.io=http://192.168.1.6:5000'), hub]
    const on = planIn(gitlabRunner, facts, mirrors, { texts: { [path]: text } }, { keepTheirs })
    const renamed = (some: string): string => some.replace('name = "a"', 'name = "c"')
    const texts = { ...textsAfter(on), [path]: renamed(textsAfter(on)[path]!) }
    const off = planIn(gitlabRunner, facts, [], { texts, memory: memoryOf(on) })
    expect(textsAfter(off, texts)).toEqual({ [path]: renamed(text) })
  })
})
