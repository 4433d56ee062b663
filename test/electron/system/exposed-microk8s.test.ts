import { chmodSync, chownSync, lchownSync, readFileSync, symlinkSync } from 'node:fs'
import { beforeEach, describe, expect, test } from 'vitest'
import { digestOf } from '../../../electron/system/digest.ts'
import type { Target } from '../../../shared/targets.ts'
import { uid, type Root } from './root-at.ts'
import { temporaryRoot } from './temporary-root.ts'

const group = 998
const stock = 'server = "https://docker.io"\n'
const args = '/var/snap/microk8s/7180/args'
const target: Target = {
  kind: 'containerd-hosts-toml',
  scope: 'system',
  engine: 'microk8s',
  upstream: 'docker.io',
}

// As the snap's hooks leave it: root's, and its group may write.
function snap(groups: string): Root {
  const root = temporaryRoot()
  root.put('/etc/group', groups)
  root.put(`${args}/certs.d/docker.io/hosts.toml`, stock, 0o664)
  symlinkSync('7180', root.path('/var/snap/microk8s/current'))
  for (const folder of [args, `${args}/certs.d`, `${args}/certs.d/docker.io`]) {
    chownSync(root.path(folder), 0, group)
    chmodSync(root.path(folder), 0o775)
  }
  return root
}

const write = (root: Root, to: Target = target) =>
  root.disk.write({ target: to, expect: digestOf(stock), text: 'ours\n', attributes: null })
const exposed = { notice: { code: 'file-exposed' } }

describe.skipIf(uid !== 0)('the arguments of MicroK8s, which its group may write [as root only]', () => {
  let root: Root
  beforeEach(() => {
    root = snap(`root:x:0:\nmicrok8s:x:${group}:dev\n`)
  })

  test('are written by root, through the link of the revision', async () => {
    await write(root)
    expect(readFileSync(root.path(`${args}/certs.d/docker.io/hosts.toml`), 'utf8')).toBe('ours\n')
  })

  test.each<readonly [string, (root: Root) => void]>([
    ['where everyone may write', ({ path }) => chmodSync(path(`${args}/certs.d`), 0o777)],
    ['where another group may', ({ path }) => chownSync(path(args), 0, group + 1)],
    ['where they are somebody’s', ({ path }) => chownSync(path(args), 1000, group)],
    [
      'above the arguments',
      ({ path }) => (chownSync(path(`${args}/..`), 0, group), chmodSync(path(`${args}/..`), 0o775)),
    ],
    ['behind a member’s link', ({ path }) => lchownSync(path('/var/snap/microk8s/current'), 1000, group)],
  ])('are not %s', async (_, change) => {
    change(root)
    await expect(write(root)).rejects.toMatchObject(exposed)
  })

  test('are not where there is no such group', async () => {
    await expect(write(snap('root:x:0:\n'))).rejects.toMatchObject(exposed)
    await expect(write(snap(`other:x:${group}:microk8s:x\n`))).rejects.toMatchObject(exposed)
  })

  test('no other engine’s file is written where that group may write', async () => {
    const other: Target = { ...target, engine: 'containerd' }
    root.put('/etc/containerd/certs.d/docker.io/hosts.toml', stock)
    chownSync(root.path('/etc/containerd/certs.d'), 0, group)
    chmodSync(root.path('/etc/containerd/certs.d'), 0o775)
    await expect(write(root, other)).rejects.toMatchObject(exposed)
  })
})
