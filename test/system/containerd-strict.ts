import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Containerd } from '../lab/containerd.ts'
import { type Faulty, startFaulty } from '../lab/faulty.ts'
import { URL_OF } from '../lab/lab.ts'
import { byEngine, watch } from '../lab/watch.ts'
import { CONTAINERD, type ContainerdRig, HOSTS } from './containerd-rig.ts'
import { asks, mirrored, statusOf } from './steps.ts'

const HUB = `${HOSTS}/docker.io/hosts.toml`

/** Strict mode: what the mirrors do not serve does not come, and nothing is asked of the upstream. */
export function containerdStrict(rig: ContainerdRig): void {
  describe('strict', () => {
    let containerd: Containerd
    let faulty: Faulty
    let before: readonly string[]
    beforeAll(async () => {
      faulty = await startFaulty(rig.lab)
      containerd = await rig.begin(rig.config(HOSTS))
      before = rig.tree()
    })
    afterEach(async () => {
      await rig.off()
      expect(rig.tree()).toEqual(before)
    })
    afterAll(() => rig.end())
    const on = (...args: readonly string[]) =>
      asks(rig.lab.machine, ['on', '--strict', ...args, ...CONTAINERD, '--no-check'])
    const pull = (image: string) => watch(rig.lab, () => containerd.pull(image))
    const byCtr = (image: string) => watch(rig.lab, () => containerd.pullByCtr(image))
    test('a mirror that serves is enough; one that does not fails the pull, by CRI and by ctr', async () => {
      await on(...mirrored('docker.io', faulty.url('empty')), ...mirrored('docker.io', URL_OF.mirror))
      expect((await statusOf(rig.lab.machine, 'containerd', 'system')).strict).toEqual(['docker.io'])
      const seen = await pull('docker.io/library/demo:1')
      expect(seen.result).toMatchObject({ status: 0 })
      expect(byEngine(seen.mirror).length).toBeGreaterThan(0)
      expect(byEngine(seen.hub)).toEqual([])
      await on(...mirrored('docker.io', faulty.url('404')))
      for (const one of [await pull('docker.io/library/demo:2'), await pull('docker.io/team/app:1')]) {
        expect(one.result).not.toMatchObject({ status: 0 })
        expect(byEngine([...one.hub, ...one.mirror])).toEqual([])
      }
      const ctr = await byCtr('docker.io/library/demo:2')
      expect(ctr.result.code).not.toBe(0)
      expect(byEngine(ctr.hub)).toEqual([])
      rig.shown('strict')
    })

    test('below a path, and with TLS of its own, also where only the server is left', async () => {
      await on(...mirrored('docker.io', `${faulty.url('project')}/project`))
      const seen = await pull('docker.io/team/app:1')
      expect(seen.result).toMatchObject({ status: 0 })
      expect(byEngine(seen.hub)).toEqual([])
      // By the server alone: what is said of it must be as right as what is said of the host.
      const path = rig.lab.machine.path(HUB)
      for (const options of [[], ['--ca', rig.lab.machine.certificates.officeCa], ['--insecure']]) {
        const url = options.length === 0 ? `${faulty.url('project')}/project` : URL_OF.tlsMirror
        await on(...mirrored('docker.io', url), ...options)
        const text = readFileSync(path, 'utf8')
        writeFileSync(path, text.replace(/^\[host\."[^"]*"\]/m, '[host."http://127.0.0.1:1"]'))
        const alone = await byCtr('docker.io/team/app:1')
        writeFileSync(path, text)
        expect(alone.result).toMatchObject({ code: 0 })
        expect(byEngine(alone.hub)).toEqual([])
      }
    })

    test('a file with a server, and the hub as a host of its own: set aside, and back byte for byte', async () => {
      const folder = rig.lab.machine.path(`${HOSTS}/docker.io`)
      const own =
        '# mine\nserver = "https://registry-1.docker.io" # the hub\ncapabilities = ["pull", "resolve"]\n\n' +
        '[host."https://registry-1.docker.io"]\n  capabilities = ["pull"]\n\n[header]\n  x-mine = "1"\n'
      mkdirSync(folder, { recursive: true })
      writeFileSync(`${folder}/hosts.toml`, own)
      const withOwn = rig.tree()
      try {
        await on(...mirrored('docker.io', faulty.url('404')))
        expect(readFileSync(`${folder}/hosts.toml`, 'utf8')).toContain(
          '#pullcord: server = "https://registry-1.docker.io" # the hub',
        )
        const seen = await pull('docker.io/library/demo:1')
        expect(seen.result).not.toMatchObject({ status: 0 })
        expect(byEngine(seen.hub)).toEqual([])
        await asks(rig.lab.machine, ['on', '--no-strict', ...CONTAINERD, '--no-check'])
        const open = await pull('docker.io/library/demo:1')
        expect(open.result).toMatchObject({ status: 0 })
        expect(byEngine(open.hub).length).toBeGreaterThan(0)
        await rig.off()
        expect(rig.tree()).toEqual(withOwn)
      } finally {
        rmSync(folder, { recursive: true })
        rmSync(rig.lab.machine.path(HOSTS), { recursive: true, force: true })
      }
    })
  })
}
