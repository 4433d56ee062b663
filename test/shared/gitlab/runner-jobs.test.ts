import { describe, expect, test } from 'vitest'
import { parseRunnerConfig } from '../../../shared/codecs/runner-config.ts'
import { formatKey } from '../../../shared/engine.ts'
import { foldNotes } from '../../../shared/gitlab/common-notes.ts'
import { engineOf, jobsIn, type JobScene } from '../../../shared/gitlab/runner-jobs.ts'
import { clusterSnippets, daemonJsonFor } from '../../../shared/gitlab/runner-snippets.ts'
import { mirror } from '../engines/look.ts'

const url = 'http://10.0.0.2:5000'
const scene: JobScene = { scope: 'system', mirror: { url, host: '10.0.0.2' }, uses: () => true }
const read = (text: string) => {
  const parsed = parseRunnerConfig('/c', text)
  if (!parsed.ok) throw new Error(parsed.refusal.notice.message)
  return parsed.value
}
const told = (text: string, more: Partial<JobScene> = {}) =>
  jobsIn(read(text), { ...scene, ...more })[0]!.findings.map(({ way, notice }) => `${way} ${notice.code.slice(7)}`)

const docker = '[[runners]]\nexecutor = "docker"\n[runners.docker]\n'
const dind = '[[runners.docker.services]]\nname = "docker:dind"\n'
const mount = 'volumes = ["/etc/pullcord/gitlab-runner/daemon.json:/etc/docker/daemon.json:ro"]\n'

describe('what is said of a runner', () => {
  test.each<readonly [string, string, readonly string[]]>([
    ['docker, without privileged', docker, ['covered host-covered', 'note unprivileged', 'note helper-image']],
    [
      'docker, nothing told yet',
      `${docker}privileged = true\n`,
      ['covered host-covered', 'bypass not-yet', 'note builder', 'note helper-image'],
    ],
    [
      'docker, our file',
      `${docker}privileged = true\n${mount}`,
      ['covered host-covered', 'covered dind-mount', 'note builder', 'note helper-image'],
    ],
    [
      'docker, a service without the mirror',
      `${docker}privileged = true\n${dind}`,
      ['covered host-covered', 'bypass not-yet', 'note dind-hides', 'note builder', 'note helper-image'],
    ],
    [
      'docker, a service with it',
      `${docker}privileged = true\n${dind}command = ["--registry-mirror=${url}"]\n`,
      ['covered host-covered', 'covered dind-command', 'note dind-hides', 'note builder', 'note helper-image'],
    ],
    [
      'docker, a service with a command of its own',
      `${docker}privileged = true\n${dind}command = ["sh", "-c", "dockerd"]\n`,
      ['covered host-covered', 'bypass dind-command-own', 'note builder', 'note helper-image'],
    ],
    [
      'docker, a daemon.json of theirs',
      `${docker}privileged = true\nvolumes = ["/opt/docker:/etc/docker/"]\n`,
      ['covered host-covered', 'note dind-own', 'note builder', 'note helper-image'],
    ],
    [
      'docker, the socket',
      `${docker}privileged = true\nvolumes = ["/var/run/docker.sock:/var/run/docker.sock"]\n`,
      ['covered host-covered', 'note socket', 'note builder', 'note helper-image'],
    ],
    [
      'docker, far away',
      `${docker}privileged = true\nhost = "tcp://u:p@10.0.0.9:2376"\n`,
      ['bypass remote', 'bypass dind-unreached', 'note builder', 'note helper-image'],
    ],
    [
      'docker+machine',
      '[[runners]]\nexecutor = "docker+machine"\n[runners.docker]\n[runners.machine]\n',
      ['bypass not-yet', 'note unprivileged', 'note helper-image'],
    ],
    [
      'docker+machine, told',
      `[[runners]]\nexecutor = "docker+machine"\n[runners.machine]\nMachineOptions = ["engine-registry-mirror=${url}"]\n`,
      ['covered machine'],
    ],
    ['docker-autoscaler', '[[runners]]\nexecutor = "docker-autoscaler"\n', ['bypass autoscaler']],
    ['instance', '[[runners]]\nexecutor = "instance"\n', ['bypass autoscaler']],
    ['kubernetes', '[[runners]]\nexecutor = "kubernetes"\n', ['bypass kubernetes']],
    ['shell', '[[runners]]\nexecutor = "shell"\n', ['note shell']],
    ['ssh', '[[runners]]\nexecutor = "ssh"\n', ['bypass other']],
  ])('%s', (_, text, findings) => expect(told(text)).toEqual(findings))

  test.each<readonly [string, string, string | null]>([
    ['a pull policy', 'pull_policy = "if-not-present"\n', 'note pull-policy'],
    ['always', 'pull_policy = ["always"]\n', null],
    ['a helper image of the hub', 'helper_image = "gitlab/gitlab-runner-helper:x86_64-v14"\n', 'note helper-hub'],
    ['a helper image of another registry', 'helper_image = "r.example.com/helper:1"\n', null],
  ])('%s of docker', (_, line, code) => {
    const usual = line.startsWith('helper') ? [] : ['note helper-image']
    expect(told(docker + line).slice(2)).toEqual([...usual, ...(code === null ? [] : [code])])
  })

  test.each<readonly [string, string, string | null]>([
    ['a proxy', '["HTTPS_PROXY=http://p:3128"]', 'note proxy'],
    ['a proxy that spares the mirror', '["HTTPS_PROXY=http://p:3128", "NO_PROXY=a,10.0.0.2"]', null],
    ['options that nobody reads', '["DOCKER_OPTS=--registry-mirror=http://x"]', 'note docker-opts'],
    ['a network for each job', '["FF_NETWORK_PER_BUILD=1"]', null],
  ])('%s in the environment', (_, list, code) => {
    const text = docker.replace('[runners.docker]', `environment = ${list}\n[runners.docker]`)
    expect(told(text).slice(3)).toEqual(code === null ? [] : [code])
  })

  test('a network for each job, and a mirror by a name of docker’s', () => {
    const text = docker.replace(
      '[runners.docker]',
      '[runners.feature_flags]\nFF_NETWORK_PER_BUILD = true\n[runners.docker]',
    )
    expect(told(text, { mirror: { url: 'http://mirror:5000', host: 'mirror' } })).toContain('note network-per-build')
  })

  test('no secret, whatever stands in it', () => {
    const text = `${docker.replace('[runners.docker]', 'token = "glrt-planted"\nenvironment = ["HTTP_PROXY=http://u:planted@p"]\n[runners.docker]')}host = "tcp://u:planted@h"\n`
    expect(JSON.stringify(jobsIn(read(text), scene))).not.toContain('planted')
  })
})

test.each<readonly [string, string | null]>([
  ['', 'docker:system'],
  ['unix:///run/docker.sock', 'docker:system'],
  ['unix:///run/podman/podman.sock', 'podman:system'],
  ['unix:///run/user/1000/podman/podman.sock', 'podman:user'],
  ['unix:///run/user/1000/docker.sock', 'docker:user'],
  ['unix:///home/ci/.docker/run/docker.sock', 'docker:user'],
  ['tcp://10.0.0.9:2376', null],
])('%j is the docker of %s', (host, key) => {
  const [runner] = read(`${docker}host = "${host}"\n`).runners
  const engine = engineOf(runner!, 'system')
  expect(engine && formatKey(engine)).toBe(key)
})

test('an engine that does not use the mirror', () => {
  expect(told(docker, { uses: () => false })[0]).toBe('bypass host')
  expect(told(docker, { uses: () => null })[0]).toBe('bypass host')
})

test('what holds for several runners is told once', () => {
  const { runners, common } = foldNotes(jobsIn(read(docker + docker), scene))
  expect(common.map(({ notice }) => notice.code)).toEqual(['runner-unprivileged', 'runner-helper-image'])
  expect(runners.map(({ findings }) => findings.length)).toEqual([1, 1])
})

test('what is copied', () => {
  const mirrors = [mirror(`docker.io=${url}`)]
  expect(JSON.parse(daemonJsonFor(mirrors).text)).toEqual({ 'registry-mirrors': [url] })
  const [map, lines] = clusterSnippets(mirrors)
  expect(map?.text).toContain(`  daemon.json: |\n    {\n      "registry-mirrors": [\n        "${url}"\n`)
  const whole = `[[runners]]\nexecutor = "kubernetes"\n[runners.kubernetes]\n${lines?.text}`
  expect(read(whole).value).toMatchObject({
    runners: [
      { kubernetes: { volumes: { config_map: [{ mount_path: '/etc/docker/daemon.json', sub_path: 'daemon.json' }] } } },
    ],
  })
})
