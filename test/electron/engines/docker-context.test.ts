import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { dockerTarget, remoteHost } from '../../../electron/engines/docker-context.ts'
import { memoryDisk } from '../../../electron/system/memory-disk.ts'

const home = '/home/dev'
const config = `${home}/.docker/config.json`
const metaOf = (name: string) =>
  `${home}/.docker/contexts/meta/${createHash('sha256').update(name).digest('hex')}/meta.json`
const meta = (host: string) => JSON.stringify({ Name: 'x', Endpoints: { docker: { Host: host } } })

describe('where docker commands go', () => {
  const contexts = {
    [config]: '{"currentContext": "far"}',
    [metaOf('far')]: meta('ssh://me:pw@far.lan'),
    [metaOf('near')]: meta('unix:///run/user/1000/docker.sock'),
  }

  test.each<readonly [string, Readonly<Record<string, string>>, Record<string, string>, object | null]>([
    ['nothing says anything', {}, {}, null],
    ['DOCKER_HOST stands over a context', { DOCKER_HOST: 'unix:///run/docker.sock' }, contexts, null],
    ['DOCKER_CONTEXT stands over the file', { DOCKER_CONTEXT: 'default' }, contexts, null],
    ['the file’s context, without its login', {}, contexts, { context: 'far', host: 'ssh://far.lan', source: config }],
    [
      'a context of a user’s own engine',
      { DOCKER_CONTEXT: 'near' },
      contexts,
      { context: 'near', host: 'unix:///run/user/1000/docker.sock', source: 'DOCKER_CONTEXT' },
    ],
    [
      'a context that nobody knows',
      {},
      { [config]: '{"currentContext": "x"}' },
      { context: 'x', host: null, source: config },
    ],
    ['a file that is broken', {}, { [config]: '{' }, null],
    ['a file that is no object', {}, { [config]: 'null' }, null],
    ['a context that is no text', {}, { [config]: '{"currentContext": 7}' }, null],
    [
      'a host in the environment',
      { DOCKER_HOST: 'tcp://far.lan:2375' },
      {},
      { context: null, host: 'tcp://far.lan:2375', source: 'DOCKER_HOST' },
    ],
  ])('%s', async (_, env, texts, target) => {
    expect(await dockerTarget(memoryDisk(texts), env)).toEqual(target)
  })

  test('DOCKER_CONFIG names another directory', async () => {
    const disk = memoryDisk({ '/cfg/config.json': '{"currentContext": "y"}' })
    expect(await dockerTarget(disk, { DOCKER_CONFIG: '/cfg' })).toMatchObject({ context: 'y' })
  })
})

test.each([
  ['ssh://far.lan', true],
  ['tcp://far.lan:2376', true],
  ['https://far.lan', true],
  ['tcp://127.0.0.1:2375', false],
  ['tcp://[::1]:2375', false],
  ['ssh://localhost', true],
  ['unix:///run/user/1000/docker.sock', false],
  ['npipe:////./pipe/docker_engine', false],
])('%s is another machine: %s', (host, remote) => {
  expect(remoteHost({ context: null, host, source: '' })).toBe(remote ? host : null)
})
