import { mkdirSync, symlinkSync } from 'node:fs'
import { expect, test } from 'vitest'
import { resolvePath } from '../../../electron/system/resolve-path.ts'
import { temporaryRoot } from './temporary-root.ts'

const { path, put } = temporaryRoot()
const root = path('')
const link = (to: string, at: string): void => symlinkSync(to, path(at))

put('/etc/docker/daemon.json', '{}')
mkdirSync(path('/srv/site'), { recursive: true })
link('../srv/site', '/etc/relative')
link('/srv/site', '/etc/absolute')
link('../../../../../../srv', '/etc/beyond')
link('absolute', '/etc/chain')
link('loop', '/etc/loop')
link('/etc/ping', '/etc/pong')
link('/etc/pong', '/etc/ping')
link('/nix/store/abc/daemon.json', '/etc/nix')
link('../nix/store/abc', '/etc/nix-relative')
link('/etc/nix', '/etc/nix-chain')
link('/nowhere/file', '/etc/dangling')

test.each([
  ['/etc/docker/daemon.json', '/etc/docker/daemon.json', '/etc/docker', []],
  ['//etc/./docker/../docker//daemon.json', '/etc/docker/daemon.json', '/etc/docker', []],
  ['/../../etc/docker/daemon.json', '/etc/docker/daemon.json', '/etc/docker', []],
  ['/etc/relative/x', '/srv/site/x', '/srv/site', []],
  ['/etc/absolute/x', '/srv/site/x', '/srv/site', []],
  ['/etc/beyond/site/x', '/srv/site/x', '/srv/site', []],
  ['/etc/chain/x', '/srv/site/x', '/srv/site', []],
  ['/etc/chain', '/srv/site', '/srv', []],
  [
    '/etc/docker/certs.d/docker.io/hosts.toml',
    '/etc/docker/certs.d/docker.io/hosts.toml',
    '/etc/docker',
    ['/etc/docker/certs.d', '/etc/docker/certs.d/docker.io'],
  ],
  ['/etc/absolute/a/b', '/srv/site/a/b', '/srv/site', ['/srv/site/a']],
  ['/etc/dangling', '/nowhere/file', '', ['/nowhere']],
])('%s leads to %s', async (from, logical, existing, missing) => {
  const found = await resolvePath(root, from)
  expect(found).toEqual({ real: root + logical, logical, existing: found.existing, missing, links: found.links })
  expect(found.existing.replace(/\/$/, '')).toBe(root + existing)
})

test.each([
  ['/etc/docker/daemon.json', []],
  ['/etc/chain/x', ['/etc/chain', '/etc/absolute']],
  ['/etc/dangling', ['/etc/dangling']],
])('%s names the links on its way', async (from, links) => {
  expect((await resolvePath(root, from)).links).toEqual(links.map((one) => root + one))
})

test.each([
  ['/etc/loop', 'file-loop'],
  ['/etc/ping/x', 'file-loop'],
  ['/etc/nix', 'file-managed'],
  ['/etc/nix-relative/daemon.json', 'file-managed'],
  ['/etc/nix-chain', 'file-managed'],
])('%s leads nowhere: %s', async (from, code) => {
  await expect(resolvePath(root, from)).rejects.toMatchObject({ notice: { code, values: { path: from } } })
})
