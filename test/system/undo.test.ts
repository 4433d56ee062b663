// Whatever was changed can be taken back, one change after another, to the byte; a failed change takes itself back.
import { rmSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dockerEngine } from '../lab/docker-engines.ts'
import { type Docker, startDocker } from '../lab/dockerd.ts'
import { type Lab, startLab, URL_OF } from '../lab/lab.ts'
import { ownFiles } from '../lab/own-files.ts'
import { placeFile } from '../lab/place-file.ts'
import { podmanStorage } from '../lab/podman.ts'
import { whyNot } from '../lab/prerequisites.ts'
import { systemSuite } from '../lab/suite.ts'
import { treeDigest } from '../lab/tree-digest.ts'
import { homeOf } from '../lab/users.ts'
import { DAEMON_JSON } from './docker-rig.ts'
import { asks, fails, mirrored } from './steps.ts'

const A = mirrored('docker.io', URL_OF.mirror)
const B = mirrored('docker.io', URL_OF.quayMirror)

interface Entry {
  readonly id: string
  readonly verb: string
  readonly who: string
  readonly error: { readonly code: string } | null
}

const PODMAN = [
  { scope: 'user', user: 'dev' },
  { scope: 'system', user: 'root' },
] as const

systemSuite('undo, with podman', whyNot('podman', 'newuidmap'), () => {
  let lab: Lab
  beforeAll(async () => {
    lab = await startLab()
  })
  afterAll(() => lab?.stop())

  describe.each(PODMAN)('in $scope scope', ({ scope, user }) => {
    const engine = ['--engine', 'podman', '--scope', scope]
    const run = (...args: readonly string[]) => asks(lab.machine, [...args, ...engine], 0, { user })
    const tree = () =>
      treeDigest(lab.machine, ['/etc', homeOf(user)], { except: [...podmanStorage(user), ...ownFiles(user)] })

    test('on, another mirror, off; three undos lead back the same way', async () => {
      await lab.machine.run(['podman', 'info'], { user }) // which leaves folders of its own
      const trees = [tree()]
      for (const step of [['on', ...A, '--no-check'], ['on', ...B, '--no-check'], ['off']]) {
        expect(await run(...step)).toMatchObject({ changed: true })
        trees.push(tree())
      }
      for (const then of [trees[2], trees[1], trees[0]]) {
        expect(await run('undo')).toMatchObject({ exact: true, changed: true })
        expect(tree()).toEqual(then)
      }
      expect(await fails(lab.machine, ['undo', ...engine], 1, { user })).toMatchObject({ code: 'undo-nothing' })
      const { entries } = (await run('history')) as unknown as { entries: readonly Entry[] }
      expect(entries.map(({ verb, who }) => [verb, who])).toEqual(
        ['undo', 'undo', 'undo', 'off', 'on', 'on'].map((verb) => [verb, user]),
      )
    })
  })

  test('podman that fails afterwards: the files are back as they were, in its own words', async () => {
    const broken = lab.machine.path('/etc/containers/storage.conf')
    const engine = ['--engine', 'podman', '--scope', 'system']
    placeFile(lab.machine, '/etc/containers/storage.conf', '[storage]\ndriver = "vfs"\n')
    const before = treeDigest(lab.machine, ['/etc'])
    const error = await fails(lab.machine, ['on', ...A, '--no-check', ...engine], 1)
    expect(error.message).toContain('Failed to obtain podman configuration')
    expect(treeDigest(lab.machine, ['/etc'])).toEqual(before)
    const { entries } = (await asks(lab.machine, ['history', '--limit', '1', ...engine])) as unknown as {
      entries: readonly Entry[]
    }
    expect(entries).toMatchObject([{ verb: 'on', error: { message: error.message } }])
    rmSync(broken)
  })
})

const docker = await dockerEngine('system')

systemSuite('undo, with docker', docker.kind === 'missing' ? docker.why : null, () => {
  const engine = ['--engine', 'docker']
  let lab: Lab
  let daemon: Docker
  const run = (...args: readonly string[]) => asks(lab.machine, [...args, ...engine])
  const tree = () => treeDigest(lab.machine, ['/etc'])
  const state = async () => ({ tree: tree(), mirrors: await daemon.mirrors() })

  beforeAll(async () => {
    lab = await startLab()
    placeFile(lab.machine, DAEMON_JSON, '{\n\t"debug": false\n}')
    daemon = await startDocker(lab.machine, 'classic')
  })
  afterAll(() => lab?.stop())

  test('on, another mirror, off; three undos lead back the same way, in the files and in dockerd', async () => {
    const states = [await state()]
    for (const step of [['on', ...A, '--no-check'], ['on', ...B, '--no-check'], ['off']]) {
      expect(await run(...step)).toMatchObject({ changed: true })
      states.push(await state())
    }
    expect(states.map(({ mirrors }) => mirrors)).toEqual([[], [`${URL_OF.mirror}/`], [`${URL_OF.quayMirror}/`], []])
    for (const then of [states[2], states[1], states[0]]) {
      expect(await run('undo')).toMatchObject({ exact: true })
      expect(await state()).toEqual(then)
    }
  })

  test('dockerd that refuses what else stands in the file: all is back, and dockerd has what it had', async () => {
    // Only a reload reads this, and dockerd refuses it.
    writeFileSync(lab.machine.path(DAEMON_JSON), '{"no-such-setting": 1}')
    const before = await state()
    const error = await fails(lab.machine, ['on', ...A, '--no-check', '--yes', ...engine], 1)
    expect(error.code).not.toBe('unexpected')
    expect(await state()).toEqual(before)
    const { entries } = (await run('history', '--limit', '1')) as unknown as { entries: readonly Entry[] }
    expect(entries).toMatchObject([{ verb: 'on', error: { code: error.code } }])
  })

  test('uninstall puts everything back', async () => {
    placeFile(lab.machine, DAEMON_JSON, '{\n\t"debug": false\n}')
    const before = tree()
    await run('on', ...A, '--no-check', '--yes')
    const { left } = (await asks(lab.machine, ['uninstall', '--yes'])) as unknown as {
      left: readonly { code: string }[]
    }
    expect(await state()).toEqual({ tree: before, mirrors: [] })
    expect(left.map(({ code }) => code)).toEqual(['left-settings', 'left-program'])
  })
})
