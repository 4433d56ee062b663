import { expect, test } from 'vitest'
import { atLeast, formatKey, parseVersion, sameKey } from '../../shared/engine.ts'

test.each([
  ['podman version 4.3.1', 4, 3, '4.3.1'],
  ['Docker version 28.5.2+dfsg1, build 1', 28, 5, '28.5.2'],
  ['20.10.24+dfsg1', 20, 10, '20.10.24'],
  ['v6.1', 6, 1, '6.1'],
])('“%s” is a version', (said, major, minor, text) => {
  expect(parseVersion(said)).toEqual({ major, minor, text })
})

test.each(['', 'podman', 'version 28', 'dev'])('“%s” is none', (said) => {
  expect(parseVersion(said)).toBeNull()
})

test.each([
  ['28.0.0', true],
  ['28.5.2', true],
  ['29.1', true],
  ['27.9', false],
  ['2.28', false],
])('%s is at least 28: %s', (text, answer) => {
  expect(atLeast(parseVersion(text), 28)).toBe(answer)
})

test('minor versions count within a major one, and an unknown version is older than all', () => {
  expect([
    atLeast(parseVersion('5.8'), 5, 8),
    atLeast(parseVersion('5.7'), 5, 8),
    atLeast(parseVersion('6.0'), 5, 8),
  ]).toEqual([true, false, true])
  expect(atLeast(null, 0)).toBe(false)
})

test('a key is an engine in one scope', () => {
  expect(formatKey({ id: 'podman', scope: 'user' })).toBe('podman:user')
  expect(sameKey({ id: 'podman', scope: 'user' }, { id: 'podman', scope: 'system' })).toBe(false)
  expect(sameKey({ id: 'docker', scope: 'system' }, { id: 'docker', scope: 'system' })).toBe(true)
})
