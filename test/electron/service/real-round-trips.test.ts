import { lstatSync, mkdirSync, renameSync, symlinkSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rounds } from '../../runs.ts'
import { treeDigest } from '../../lab/tree-digest.ts'
import { rootAt } from '../system/root-at.ts'
import { temporaryRoot } from '../system/temporary-root.ts'
import { daemonJson, hostsToml, wildSettings } from './wild-files.ts'
import { turn, workplace } from './workplace.ts'

const home = temporaryRoot().path('')
const list = '/etc/docker/daemon.json'
let roots = 0

test('on a real disk bytes, mode, link and time are as they were', { timeout: 600_000 }, async () => {
  const mode = fc.constantFrom(0o644, 0o600, 0o640, 0o664)
  const engine = fc.constantFrom('podman', 'docker@20.10', 'docker@28.5:classic')
  const check = fc.asyncProperty(
    daemonJson,
    hostsToml,
    mode,
    fc.boolean(),
    engine,
    wildSettings,
    wildSettings,
    async (json, toml, bits, linked, named, one, other) => {
      mkdirSync(`${home}/${++roots}`)
      const root = rootAt(`${home}/${roots}`)
      const real = root.put(list, json, bits)
      root.put('/etc/docker/certs.d/docker.io/hosts.toml', toml, bits)
      if (linked) {
        mkdirSync(root.path('/etc/site'))
        renameSync(real, root.path('/etc/site/docker.json'))
        symlinkSync('../site/docker.json', real)
      }
      const tree = (): readonly string[] => treeDigest(root, ['/etc'], { times: true })
      const place = workplace(root.disk, named, null, 'system')
      const before = tree()
      await turn(place, 'on', one)
      await turn(place, 'on', other)
      expect(lstatSync(real).isSymbolicLink()).toBe(linked)
      expect(await turn(place, 'off', other)).toMatchObject({ failure: null })
      expect(tree()).toEqual(before)
    },
  )
  await fc.assert(check, { numRuns: rounds(40, 1_000) })
})
