import { expect, test } from 'vitest'
import { chosenWith, engineNames } from '../../../renderer/model/engine-names.ts'
import { nameWords } from '../../../shared/engine-names.ts'
import { engine, status } from '../status-of.ts'

const both = status('on', [
  engine('podman', 'off'),
  engine('podman', 'off', { scope: 'system', chosen: false }),
  engine('docker', 'off'),
])

test('a scope is named only where it tells two apart', () => {
  expect(both.engines.map(engineNames(both, nameWords.en))).toEqual(['Podman · user', 'Podman · system', 'Docker'])
})

test('joining and leaving keeps the others as they are', () => {
  const key = { id: 'podman', scope: 'system' } as const
  const docker = { id: 'docker', scope: 'system' }
  expect(chosenWith(both, key, true)).toEqual([{ id: 'podman', scope: 'user' }, key, docker])
  expect(chosenWith(both, { id: 'podman', scope: 'user' }, false)).toEqual([docker])
})

test('an engine in a machine inside this one joins as itself', () => {
  const node = { id: 'containerd', scope: 'system', instance: 'kind.kind-worker' } as const
  const many = status('on', [...both.engines, engine('docker', 'not-set-up', { ...node, chosen: false })])
  expect(chosenWith(many, node, true).at(-1)).toEqual(node)
  expect(chosenWith(many, node, false)).not.toContainEqual(node)
})
