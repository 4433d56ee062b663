import { expect, test } from 'vitest'
import { filesKey } from '../../../renderer/model/files-key.ts'
import { engine, mirror, status } from '../status-of.ts'

const target = { path: '/etc/docker/daemon.json', digest: 'sha256:aa', ours: true }
const before = status('on', [engine('docker', 'loaded', { targets: [target] })])

test.each([
  ['another digest', status('on', [engine('docker', 'loaded', { targets: [{ ...target, digest: 'sha256:bb' }] })])],
  ['a file that is gone', status('on', [engine('docker', 'loaded', { targets: [{ ...target, digest: null }] })])],
  [
    'a file that is no longer ours',
    status('on', [engine('docker', 'loaded', { targets: [{ ...target, ours: false }] })]),
  ],
  ['another state', status('on', [engine('docker', 'changed-outside', { targets: [target] })])],
])('%s is another key', (_, after) => {
  expect(filesKey(after)).not.toBe(filesKey(before))
})

test('a mirror that answers changes nothing in the files', () => {
  const asked = { ...before, mirrors: [{ ...mirror('docker.io', 'http://m'), health: 'up' as const, latencyMs: 4 }] }
  expect(filesKey(asked)).toBe(filesKey(before))
  expect(filesKey(null)).toBe('')
})
