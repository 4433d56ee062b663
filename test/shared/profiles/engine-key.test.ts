import { expect, test } from 'vitest'
import { formatKey } from '../../../shared/engine.ts'
import { parseKey } from '../../../shared/profiles/engine-key.ts'

test.each(['podman:user', 'docker:system', 'containerd/kind.kind-worker:system'])('%s is a key', (text) => {
  const key = parseKey(text)
  expect(key && formatKey(key)).toBe(text)
})

test.each(['podman', 'podman:all', 'rkt:user', 'podman:user:user', 'docker/../../etc:system', 'docker/:system', ''])(
  '%j is none',
  (text) => {
    expect(parseKey(text)).toBeNull()
  },
)
