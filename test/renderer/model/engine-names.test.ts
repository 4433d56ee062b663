import { expect, test } from 'vitest'
import { chosenWith, engineNames } from '../../../renderer/model/engine-names.ts'
import { engine, status } from '../status-of.ts'

const scopes = { user: 'user', system: 'system' }
const both = status('on', [
  engine('podman', 'off'),
  engine('podman', 'off', { scope: 'system', chosen: false }),
  engine('docker', 'off'),
])

test('a scope is named only where it tells two apart', () => {
  expect(both.engines.map(engineNames(both, scopes))).toEqual(['podman (user)', 'podman (system)', 'docker'])
})

test('joining and leaving keeps the others as they are', () => {
  const key = { id: 'podman', scope: 'system' } as const
  const docker = { id: 'docker', scope: 'system' }
  expect(chosenWith(both, key, true)).toEqual([{ id: 'podman', scope: 'user' }, key, docker])
  expect(chosenWith(both, { id: 'podman', scope: 'user' }, false)).toEqual([docker])
})
