import { describe, expect, test } from 'vitest'
import { docker } from '../../../shared/engines/docker.ts'
import { dockerFacts, filesOf, mirror, places, planIn, told } from './look.ts'

const list = '/etc/docker/daemon.json'
const hosts = (upstream: string): string => `/etc/docker/certs.d/${upstream}/hosts.toml`
const [hub, quay] = [mirror('docker.io=http://m.lan:5000'), mirror('quay.io=http://q.lan')]

test.each([
  ['20.10', 'classic', [list], ['docker-hub-only']],
  ['26.1', 'containerd', [list], ['docker-hub-only', 'docker-insecure-warning']],
  ['28.5', 'classic', [hosts('docker.io'), hosts('quay.io'), list], ['docker-classic-builds-only']],
  ['28.5', 'containerd', [hosts('docker.io'), hosts('quay.io')], []],
] as const)('docker %s with the %s store is told in these files', (version, store, paths, notes) => {
  const plan = planIn(docker, dockerFacts(version, store), [hub, quay], {})
  expect(plan.changes.map(({ path }) => path)).toEqual(paths)
  expect(told(plan)).toEqual({ refused: [], notes })
})

test('one refusal keeps every file of the engine as it is', () => {
  const plan = planIn(docker, dockerFacts('28.5', 'classic'), [hub, quay], { texts: { [hosts('quay.io')]: '[' } })
  expect(plan).toMatchObject({ changes: [], reloads: [], refused: [{ path: hosts('quay.io'), line: 1 }] })
})

describe('what the files make docker use', () => {
  const effective = (version: string, store: 'classic' | 'containerd', texts: Readonly<Record<string, string>>) => {
    const facts = dockerFacts(version, store)
    return docker.effective(
      filesOf(docker, facts, { mirrors: [hub, quay], keepTheirs: true, strict: false }, { texts }),
      facts,
      places,
    )
  }
  const listed = { [list]: '{"registry-mirrors": ["http://a/", "http://b:1"]}' }
  const named = {
    ...listed,
    [hosts('docker.io')]: '[host."http://c/v2/x"]\noverride_path = true\n',
    [hosts('quay.io')]: '[host."http://d"]\n',
  }

  test.each([
    ['20.10', 'classic', named, ['docker.io http://a', 'docker.io http://b:1']],
    ['28.5', 'classic', named, ['docker.io http://a', 'docker.io http://b:1', 'quay.io http://d']],
    ['28.5', 'containerd', named, ['docker.io http://c/x', 'quay.io http://d']],
    ['28.5', 'containerd', listed, ['docker.io http://a', 'docker.io http://b:1']],
    [
      '28.5',
      'containerd',
      { ...listed, [hosts('docker.io')]: 'server = "https://x"\n' },
      ['docker.io http://a', 'docker.io http://b:1'],
    ],
    [
      '28.5',
      'containerd',
      { ...listed, [hosts('docker.io')]: '[host' },
      ['docker.io http://a', 'docker.io http://b:1'],
    ],
    ['28.5', 'containerd', { [list]: ' \n' }, []],
    ['20.10', 'classic', {}, []],
  ] as const)('docker %s, %s, %j', (version, store, texts, endpoints) => {
    expect(
      effective(version, store, texts).endpoints.map(({ upstream, endpoint }) => `${upstream} ${endpoint}`),
    ).toEqual(endpoints)
  })

  test('nothing while daemon.json is broken', () => {
    expect(effective('20.10', 'classic', { [list]: '{' })).toMatchObject({
      endpoints: [],
      problem: { code: 'unparseable-file' },
    })
  })
})

test('a mirror is spelled by its URL, and not at all where docker cannot use it', () => {
  expect(docker.spell(hub, dockerFacts('20.10'))).toBe('http://m.lan:5000')
  expect(docker.spell(quay, dockerFacts('20.10'))).toBeNull()
})
