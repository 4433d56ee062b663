import { expect, test } from 'vitest'
import { isRealmOf } from '../../../shared/gitlab/token-realm.ts'

test.each([
  ['registry-1.docker.io', 'auth.docker.io', true],
  ['registry.corp.com', 'registry.corp.com', true],
  ['registry.corp.com', 'corp.com', true],
  ['corp.com', 'auth.corp.com', true],
  ['127.0.0.1', '127.0.0.1', true],
  ['registry.corp.com', 'auth.corp.com', false],
  ['a.co.uk', 'b.co.uk', false],
  ['corp.com', 'com', false],
  ['corp.com', 'evilcorp.com', false],
  ['corp.com', 'corp.com.evil.net', false],
  ['registry.corp.com', 'auth.docker.io', false],
  ['10.0.0.1', '0.0.1', false],
  ['10.0.0.1', '110.0.0.1', false],
])('%s may send its logins to %s: %s', (registry, realm, may) => {
  expect(isRealmOf(registry, realm)).toBe(may)
})
