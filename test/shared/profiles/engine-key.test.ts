import { expect, test } from 'vitest'
import { engineIds, formatKey, type EngineKey } from '../../../shared/engine.ts'
import { parseKey } from '../../../shared/profiles/engine-key.ts'

test.each(engineIds)('%s has keys that are read as they are written', (id) => {
  for (const scope of ['user', 'system'] as const) {
    for (const key of [
      { id, scope },
      { id, scope, instance: 'kind.kind-worker' },
    ] satisfies EngineKey[])
      expect(parseKey(formatKey(key))).toEqual(key)
  }
})

test.each([
  'podman',
  'podman:all',
  'rkt:user',
  'podman:user:user',
  'gitlab_runner:user',
  '-:user',
  'docker/../../etc:system',
  'docker/:system',
  '',
])('%j is none', (text) => {
  expect(parseKey(text)).toBeNull()
})
