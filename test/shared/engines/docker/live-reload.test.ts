import { describe, expect, test } from 'vitest'
import { docker } from '../../../../shared/engines/docker.ts'
import { notice } from '../../../../shared/notice.ts'
import { dockerFacts, memoryOf, mirror, planIn, running, textsAfter, type Scene } from '../look.ts'

const path = '/etc/docker/daemon.json'
const hub = mirror('docker.io=http://m.lan:5000')
const unverified = mirror('docker.io=https://m.lan', { insecure: true })
const idle = dockerFacts('20.10.24', 'classic', { running: running() })
const used = dockerFacts('20.10.24', 'classic', { running: running(['http://m.lan:5000']) })

describe('on', () => {
  test('is followed by a live reload, and /info must name every mirror', () => {
    expect(planIn(docker, idle, [hub], {}).reloads).toEqual([
      {
        engine: { id: 'docker', scope: 'system' },
        how: 'SIGHUP',
        pid: 42,
        stops: [],
        consent: null,
        expect: { present: ['registry-mirrors http://m.lan:5000'], gone: [] },
      },
    ])
  })

  test('reloads a daemon that has not loaded the file as it stands', () => {
    const on = planIn(docker, idle, [hub], {})
    const scene: Scene = { texts: textsAfter(on), memory: memoryOf(on) }
    expect(planIn(docker, idle, [hub], scene)).toMatchObject({ changes: [], reloads: [{ how: 'SIGHUP' }] })
    expect(planIn(docker, used, [hub], scene)).toMatchObject({ changes: [], reloads: [] })
  })

  test('needs no reload where hosts.toml is all that counts', () => {
    const facts = dockerFacts('28.5', 'containerd', { running: running() })
    expect(planIn(docker, facts, [hub], {})).toMatchObject({ changes: [{ via: null }], reloads: [] })
  })
})

describe('off', () => {
  const texts = { [path]: '{\n\t"debug": true\n}' }
  const on = planIn(docker, idle, [hub], { texts })
  const scene: Scene = { texts: textsAfter(on), memory: memoryOf(on) }

  test('shows the daemon an empty list first, since a key that vanishes changes nothing', () => {
    const off = planIn(docker, used, [], scene)
    expect(off.changes).toMatchObject([
      { via: '{\n\t"debug": true,\n\t"registry-mirrors": []\n}', after: texts[path], base: texts[path] },
    ])
    expect(off.reloads).toMatchObject([{ expect: { present: [], gone: ['registry-mirrors http://m.lan:5000'] } }])
  })

  test('of a file that was not there shows it nothing but the empty list', () => {
    const alone = planIn(docker, idle, [hub], {})
    const off = planIn(docker, used, [], { texts: textsAfter(alone), memory: memoryOf(alone) })
    expect(off.changes).toMatchObject([{ via: '{\n  "registry-mirrors": []\n}\n', after: null }])
  })

  test('needs none of that when the daemon has nothing of ours, or none runs', () => {
    expect(planIn(docker, idle, [], scene).changes).toMatchObject([{ via: null }])
    expect(planIn(docker, dockerFacts('20.10'), [], scene)).toMatchObject({ changes: [{ via: null }], reloads: [] })
  })

  test('nor when a list of theirs stays, which replaces what was loaded', () => {
    const theirs = { [path]: '{"registry-mirrors": ["http://own"]}' }
    const both = planIn(docker, idle, [hub], { texts: theirs })
    const off = planIn(docker, used, [], { texts: textsAfter(both), memory: memoryOf(both) })
    expect(off).toMatchObject({
      changes: [{ via: null, after: theirs[path] }],
      reloads: [{ expect: { gone: ['registry-mirrors http://m.lan:5000'] } }],
    })
  })

  test('takes the same way when the daemon cannot be asked', () => {
    const silent = dockerFacts('20.10', 'classic', {
      running: { ...running(), loaded: null, silent: notice('docker-no-socket-permission') },
    })
    expect(planIn(docker, silent, [], scene).changes[0]?.via).toContain('"registry-mirrors": []')
  })

  test('does it for each list by itself', () => {
    const insecure = planIn(docker, idle, [unverified], { texts })
    const memory = { texts: textsAfter(insecure), memory: memoryOf(insecure) }
    const facts = dockerFacts('20.10', 'classic', { running: running(['https://m.lan'], ['m.lan']) })
    expect(planIn(docker, facts, [], memory).changes[0]?.via).toBe(
      '{\n\t"debug": true,\n\t"registry-mirrors": [],\n\t"insecure-registries": []\n}',
    )
  })

  test('does it too where only one of our lists goes, so that no host stays unverified', () => {
    const insecure = planIn(docker, idle, [unverified], { texts })
    const memory = { texts: textsAfter(insecure), memory: memoryOf(insecure) }
    const facts = dockerFacts('20.10', 'classic', { running: running(['https://m.lan'], ['m.lan']) })
    const safe = planIn(docker, facts, [hub], memory)
    expect(JSON.parse(safe.changes[0]!.via!)).toEqual({
      debug: true,
      'registry-mirrors': ['http://m.lan:5000'],
      'insecure-registries': [],
    })
    expect(JSON.parse(safe.changes[0]!.after!)).toEqual({ debug: true, 'registry-mirrors': ['http://m.lan:5000'] })
  })

  test('makes the daemon forget what no file names any more', () => {
    const off = planIn(docker, used, [], { texts }, { forget: [hub] })
    expect(off).toMatchObject({
      changes: [{ after: texts[path], via: expect.stringContaining('[]') }],
      reloads: [{ expect: { gone: ['registry-mirrors http://m.lan:5000'] } }],
    })
    expect(planIn(docker, used, [], { texts })).toMatchObject({ changes: [], reloads: [] })
    expect(planIn(docker, idle, [], { texts }, { forget: [hub] })).toMatchObject({ changes: [], reloads: [] })
  })
})

describe('edits that the daemon has not loaded', () => {
  const texts = { [path]: '{"debug": true}' }
  const times = { [path]: 2000 }

  test('are loaded only with consent', () => {
    expect(planIn(docker, idle, [hub], { texts, times }).reloads).toMatchObject([
      { consent: { code: 'docker-pending-edits', values: { path } } },
    ])
    expect(planIn(docker, idle, [hub], { texts, times: { [path]: 99 } }).reloads).toMatchObject([{ consent: null }])
    expect(planIn(docker, idle, [hub], { texts: {}, times }).reloads).toMatchObject([{ consent: null }])
  })

  test('are not what we wrote ourselves', () => {
    const on = planIn(docker, idle, [hub], { texts })
    const scene: Scene = { texts: textsAfter(on), memory: memoryOf(on), times }
    expect(planIn(docker, used, [], scene).reloads).toMatchObject([{ consent: null }])
    const edited: Scene = { ...scene, texts: { [path]: textsAfter(on)[path]!.replace('true', 'false') } }
    expect(planIn(docker, used, [], edited).reloads).toMatchObject([{ consent: { code: 'docker-pending-edits' } }])
  })
})
