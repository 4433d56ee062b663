import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { rounds } from '../../runs.ts'
import { treeDigest } from '../../lab/tree-digest.ts'
import type { Root } from '../system/root-at.ts'
import { temporaryRoot } from '../system/temporary-root.ts'
import { cycle, states } from './crash-cycle.ts'
import { turn, workplace } from './workplace.ts'

const script = fileURLToPath(new URL('switch-forever.ts', import.meta.url))
const kills = rounds(14, 340)
// Compiled once for all: a start takes a third of the time.
const compiled = temporaryRoot().path('')

const paths = [
  '/etc/containers/registries.conf.d/zz-pullcord.conf',
  '/etc/containers/certs.d/one:5000/pullcord.crt',
  '/etc/docker/daemon.json',
  '/etc/docker/certs.d/docker.io/hosts.toml',
  '/etc/docker/certs.d/quay.io/hosts.toml',
  '/etc/docker/certs.d/one:5000/pullcord.crt',
  `/etc/pullcord/ca/${'a'.repeat(64)}.crt`,
]

const textAt = (root: Root, path: string): string | null =>
  existsSync(root.path(path)) ? readFileSync(root.path(path), 'utf8') : null
const tree = (root: Root): readonly string[] => treeDigest(root, ['/etc'], { times: true })

const originals = (root: Root): readonly string[] => readdirSync(root.path('/var/lib/pullcord/originals'))

function prepared(): Root {
  const root = temporaryRoot()
  root.put('/etc/docker/daemon.json', '{\n\t"debug": true,\n\t"registry-mirrors": ["http://own"]\n}', 0o640)
  root.put('/etc/docker/certs.d/docker.io/hosts.toml', 'server = "https://registry-1.docker.io"\n')
  root.put('/etc/containers/registries.conf.d/50-own.conf', '[[registry]]\nlocation = "docker.io"\n')
  return root
}

/** Lets a process switch to and fro, and kills it at a moment of its own. */
async function killSomewhere(root: Root, engine: string, delayMs: number): Promise<void> {
  const child = spawn(process.execPath, [script, root.path(''), engine], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_COMPILE_CACHE: compiled },
    detached: true,
  })
  await once(child.stdout, 'data')
  await new Promise((done) => setTimeout(done, delayMs))
  // With what it has started, as an end of the session does it.
  process.kill(-child.pid!, 'SIGKILL')
  const [code, signal] = await once(child, 'exit')
  expect([code, signal]).toEqual([null, 'SIGKILL'])
}

describe.each(['podman', 'docker@20.10', 'docker@28.5:classic'])('%s, killed at any moment', (engine) => {
  const root = prepared()

  test(
    `${kills} times: each file is whole, the next run goes on, and off restores all`,
    { timeout: 600_000 },
    async () => {
      const before = tree(root)
      const legal = new Map(paths.map((path) => [path, new Set([textAt(root, path)])]))
      await cycle(root.disk, engine, () => {
        for (const path of paths) legal.get(path)!.add(textAt(root, path))
      })
      expect(tree(root)).toEqual(before)

      for (let kill = 0; kill < kills; kill++) {
        await killSomewhere(root, engine, Math.random() * 160)
        for (const path of paths) expect(legal.get(path), path).toContain(textAt(root, path))
        const next = states[kill % states.length]!
        const to = next.mirrors.length === 0 ? 'off' : 'on'
        expect(await turn(workplace(root.disk, engine, null, 'system'), to, next)).toMatchObject({ failure: null })
        expect(await turn(workplace(root.disk, engine, null, 'system'), 'off', states[2])).toMatchObject({
          failure: null,
        })
        expect(tree(root), `after kill ${kill + 1}`).toEqual(before)
        // A run with nothing to change takes no lock, and so leaves what a kill left of a note that was never one.
        expect(originals(root).filter((name) => !/^\.pullcord-[0-9a-f]+\.new$/.test(name))).toEqual([])
      }
      await cycle(root.disk, engine, () => undefined)
      expect(originals(root)).toEqual([])
    },
  )
})
