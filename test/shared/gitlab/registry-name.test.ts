import { expect, test } from 'vitest'
import { apiHost, formatRegistryName, parseRegistryName, runnerKey } from '../../../shared/gitlab/registry-name.ts'

test.each([
  ['https://index.docker.io/v1/', 'docker.io', 'https://index.docker.io/v1/', 'registry-1.docker.io'],
  ['docker.io', 'docker.io', 'https://index.docker.io/v1/', 'registry-1.docker.io'],
  ['index.docker.io', 'docker.io', 'https://index.docker.io/v1/', 'registry-1.docker.io'],
  ['registry-1.docker.io', 'docker.io', 'https://index.docker.io/v1/', 'registry-1.docker.io'],
  ['docker.io/team', 'docker.io/team', 'docker.io/team', 'registry-1.docker.io'],
  ['Quay.io', 'quay.io', 'quay.io', 'quay.io'],
  ['quay.io/team/', 'quay.io/team', 'quay.io/team', 'quay.io'],
  ['https://registry.corp:5000/v2/', 'registry.corp:5000', 'registry.corp:5000', 'registry.corp:5000'],
  ['HTTP://localhost:5000', 'localhost:5000', 'localhost:5000', 'localhost:5000'],
])('%s', (typed, name, key, host) => {
  const parsed = parseRegistryName(typed)
  expect(parsed.ok && [formatRegistryName(parsed.value), runnerKey(parsed.value), apiHost(parsed.value)]).toEqual([
    name,
    key,
    host,
  ])
})

test.each(['', 'nodots', 'a b.corp', 'quay.io/a b', 'x.corp:99999', '../etc'])('“%s” is no registry', (typed) => {
  expect(parseRegistryName(typed)).toMatchObject({ ok: false, notice: { code: 'upstream-unknown' } })
})

test('a password in a name is not told on', () => {
  const parsed = parseRegistryName('https://jane:hunter2@registry.corp')
  expect(JSON.stringify(parsed)).not.toContain('hunter2')
  expect(parsed.ok).toBe(false)
})
