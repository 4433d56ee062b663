import { expect, test } from 'vitest'
import { isUpstreamItself } from '../../shared/upstream-itself.ts'

test.each([
  ['https://registry-1.docker.io', 'docker.io', true],
  ['registry-1.docker.io', 'docker.io', true],
  ['HTTPS://Index.Docker.IO:443/v2', 'docker.io', true],
  ['https://registry-1.docker.io./v2', 'docker.io', true],
  ['https://user:word@registry-1.docker.io', 'docker.io', true],
  ['user:w@rd@quay.io/team', 'quay.io', true],
  ['registry.corp:5000/x', 'registry.corp:5000', true],
  ['https://registry.corp', 'registry.corp:443', true],
  ['registry.corp:5001', 'registry.corp:5000', false],
  ['https://mirror.corp/docker.io', 'docker.io', false],
  ['https://quay.io@mirror.corp', 'quay.io', false],
  ['', 'docker.io', false],
])('%s for %s: %s', (url, upstream, expected) => {
  expect(isUpstreamItself(url, upstream)).toBe(expected)
})
