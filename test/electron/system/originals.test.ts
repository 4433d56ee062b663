import { chmodSync, readdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { apply } from '../../../electron/system/apply.ts'
import { digestOf } from '../../../electron/system/digest.ts'
import { memoryDisk } from '../../../electron/system/memory-disk.ts'
import { beginMemory, forget, recall, remember, type Memory } from '../../../electron/system/originals.ts'
import type { Change, Plan } from '../../../shared/plan.ts'
import type { Target } from '../../../shared/targets.ts'
import { temporaryRoot } from './temporary-root.ts'

const list: Target = { kind: 'docker-daemon-json', scope: 'system' }
const ca: Target = { kind: 'podman-ca', scope: 'user', xdg: false, host: 'm.lan:5000' }
const memory = (target: Target, more: Partial<Memory> = {}): Memory => ({
  target,
  before: '{\r\n}\u2028"é"',
  beforeDigest: 'sha256:00',
  written: ['sha256:01'],
  entries: ['registry-mirrors http://m'],
  attributes: { mode: 0o640, uid: 1, gid: 2, modifiedAt: 1.5 },
  made: ['/etc/docker'],
  ...more,
})

test('what is remembered is recalled as it was, by scope, until it is forgotten', async () => {
  const disk = memoryDisk()
  expect(await recall('system', disk)).toBeNull()
  await beginMemory('system', disk)
  expect(await recall('system', disk)).toEqual([])
  await remember(memory(list), disk)
  await remember(memory(ca, { before: null, beforeDigest: null, attributes: null }), disk)
  expect(await recall('system', disk)).toEqual([memory(list)])
  expect(await recall('user', disk)).toEqual([memory(ca, { before: null, beforeDigest: null, attributes: null })])
  await remember(memory(list, { written: [] }), disk)
  expect(await recall('system', disk)).toEqual([memory(list, { written: [] })])
  await forget(list, disk)
  await forget(list, disk)
  expect(await recall('system', disk)).toEqual([])
})

const { disk, path } = temporaryRoot()

test.each([
  [0o600, 0o600],
  [0o640, 0o640],
  [0o644, 0o644],
  [0o666, 0o644],
  [0o4755, 0o644],
])('the bytes of a file of mode %o are kept in one of mode %o', async (mode, kept) => {
  await remember(memory(list, { attributes: { mode, uid: 0, gid: 0, modifiedAt: 0 } }), disk)
  const folder = path('/var/lib/pullcord/originals')
  expect(readdirSync(folder).map((name) => statSync(`${folder}/${name}`).mode & 0o777)).toEqual([kept])
})

const noSteps = { reload: async () => {}, reloadBack: async () => {}, verify: async () => {} }

test.each<readonly [string, (file: string) => void, number]>([
  ['that everyone may read', (file) => chmodSync(file, 0o644), 0o644],
  ['that was closed', (file) => chmodSync(file, 0o600), 0o600],
  ['in a directory that was closed', (file) => chmodSync(dirname(file), 0o700), 0o600],
])('what a file %s held is for as many eyes', async (_, close, kept) => {
  const root = temporaryRoot()
  root.put('/etc/docker/daemon.json', '{}')
  close(root.path('/etc/docker/daemon.json'))
  const change: Change = {
    target: list,
    path: '/etc/docker/daemon.json',
    before: digestOf('{}'),
    beforeText: '{}',
    base: '{}',
    after: '{"debug":true}',
    via: null,
    entries: [],
  }
  const plan: Plan = {
    engine: { id: 'docker', scope: 'system' },
    changes: [change],
    reloads: [],
    refused: [],
    notes: [],
  }
  await apply(plan, [], root.disk, noSteps)
  const folder = root.path('/var/lib/pullcord/originals')
  expect(readdirSync(folder).map((name) => statSync(`${folder}/${name}`).mode & 0o777)).toEqual([kept])
})
