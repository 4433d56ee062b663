import { expect, test } from 'vitest'
import type { Server } from '../../../shared/mirrors/contract.ts'
import { serverOf, versionOf } from '../../../shared/mirrors/server-kind.ts'

const api = { 'docker-distribution-api-version': 'registry/2.0' }
const json = 'application/json'
const challenge = (service: string) => ({ 'www-authenticate': `Bearer realm="https://h/token",service="${service}"` })

test.each<readonly [string, number, Readonly<Record<string, string>>, Server | null]>([
  [
    'distribution 2',
    200,
    { ...api, 'content-type': `${json}; charset=utf-8` },
    { name: 'distribution', version: '2.x' },
  ],
  ['distribution 3', 200, { ...api, 'content-type': json }, { name: 'distribution', version: '3.x' }],
  ['a Harbor', 401, { ...api, ...challenge('harbor-registry') }, { name: 'harbor', version: null }],
  ['a GitLab', 401, challenge('dependency_proxy'), { name: 'gitlab', version: null }],
  ['an Artifactory', 401, { server: 'Artifactory/7.71.3' }, { name: 'artifactory', version: '7.71.3' }],
  [
    'an Artifactory behind a proxy',
    200,
    { 'x-jfrog-version': 'Artifactory/7.2' },
    { name: 'artifactory', version: '7.2' },
  ],
  ['a Nexus', 200, { ...api, server: 'Nexus/3.61.0-02 (OSS)' }, { name: 'nexus', version: '3.61.0-02' }],
  ['one that nobody knows', 200, { ...api, 'content-type': 'text/plain' }, null],
  ['one that wants a login', 401, { ...api, 'content-type': json }, null],
  ['no registry', 200, { 'content-type': json }, null],
])('%s', (_, status, headers, server) => {
  expect(serverOf({ status, headers })).toEqual(server)
})

test.each([
  ['v2.1.2', 'v2.1.2'],
  ['2.9.0-abcdef', '2.9.0-abcdef'],
  ['\u001b[31m2', null],
  [5, null],
])('a version %j', (said, version) => {
  expect(versionOf(said)).toBe(version)
})
