import { rmSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import { URL_OF } from '../lab/lab.ts'
import { placeFile } from '../lab/place-file.ts'
import { byEngine, watch } from '../lab/watch.ts'
import { CONFIG, CONTAINERD, type ContainerdRig, HOSTS, HUB_MIRROR } from './containerd-rig.ts'
import { asks, fails, statusOf } from './steps.ts'

const THEIRS = `server = "https://registry-1.docker.io"

[host."http://10.99.0.3:6001"]
  capabilities = ["pull", "resolve"]
`

/** What stays theirs, what is refused, and what is proven. */
export function containerdLimits(rig: ContainerdRig): void {
  describe('files of their own, refusals, proofs', () => {
    afterEach(() => rig.end())

    test('their hosts.toml stays behind ours, and comes back', async () => {
      const containerd = await rig.begin(rig.config(HOSTS))
      placeFile(rig.lab.machine, `${HOSTS}/docker.io/hosts.toml`, THEIRS)
      const before = rig.tree()
      await rig.on()
      const seen = await watch(rig.lab, () => containerd.pull('docker.io/library/demo:1'))
      expect(byEngine(seen.mirror).length).toBeGreaterThan(0)
      expect(byEngine([...seen.quayMirror, ...seen.hub])).toEqual([])
      await rig.off()
      expect(rig.tree()).toEqual(before)
    })

    test.each([
      [
        'another directory',
        () => rig.config('/srv/hosts'),
        /config\.toml:\d+:\d+: config_path sends containerd to “\/srv\/hosts”/,
      ],
      ['a broken file', () => 'version = 2\n[plugins\n', /config\.toml:\d+:\d+: /],
      [
        'mirrors of the old form',
        () => rig.config(null).replace('.registry]', '.registry.mirrors."x"]\n  endpoint = ["http://x"]'),
        /config\.toml:\d+:\d+: mirrors in the old form/,
      ],
    ])('%s is refused with its line, and nothing is written', async (_, config, said) => {
      await rig.begin(rig.config(HOSTS))
      placeFile(rig.lab.machine, CONFIG, config())
      const before = rig.tree()
      const error = await fails(rig.lab.machine, ['on', ...HUB_MIRROR], 1)
      expect(error.message).toMatch(said)
      expect(rig.tree()).toEqual(before)
    })

    test('config_path with several directories: used where CRI heeds it, else refused', async () => {
      const list = rig.config(`${HOSTS}:/etc/docker/certs.d`)
      const use = async (config: string) => {
        const containerd = await rig.begin(config)
        placeFile(rig.lab.machine, `${HOSTS}/docker.io/hosts.toml`, `[host."${URL_OF.mirror}"]\n`)
        const seen = await watch(rig.lab, () => containerd.pull('docker.io/library/demo:2'))
        expect(seen.result).toMatchObject({ status: 0 })
        return byEngine(seen.mirror).length > 0
      }
      const heeds = await use(list)
      expect(heeds).toBe(!/^2\.[1-9]/.test(rig.version))
      rmSync(rig.lab.machine.path(HOSTS), { recursive: true })
      if (heeds) {
        await rig.on()
        await rig.off()
        return
      }
      const error = await fails(rig.lab.machine, ['on', ...HUB_MIRROR], 1)
      expect(error.message).toMatch(/config\.toml:6:3: .*several directories/)
      const local = `${list}\n[plugins."io.containerd.cri.v1.images"]\n  use_local_image_pull = true\n`
      expect(await use(local)).toBe(true)
      expect(await rig.off()).toMatchObject({ changed: false })
    })

    test('an import of conf.d that leads there is found: config.toml stays as it is', async () => {
      const main = rig.config(null).replace('\n\n', '\nimports = ["/etc/containerd/conf.d/*.toml"]\n\n')
      const imported = '/etc/containerd/conf.d/10-mirrors.toml'
      placeFile(rig.lab.machine, imported, rig.config(HOSTS))
      const containerd = await rig.begin(main)
      await rig.on()
      expect(rig.text()).toBe(main)
      const seen = await watch(rig.lab, () => containerd.pull('docker.io/library/demo:1'))
      expect(byEngine(seen.mirror).length).toBeGreaterThan(0)
      await rig.off()
      rmSync(rig.lab.machine.path('/etc/containerd/conf.d'), { recursive: true })
    })

    test('with the CRI plugin off config.toml stays as it is, and ctr pulls through the mirror', async () => {
      const config = `disabled_plugins = ["io.containerd.grpc.v1.cri"]\n${rig.config(null)}`
      const containerd = await rig.begin(config)
      expect(JSON.stringify(await rig.on())).toContain('CRI plugin off')
      expect(rig.text()).toBe(config)
      const seen = await watch(rig.lab, () => containerd.pullByCtr('docker.io/library/demo:1'))
      expect(byEngine(seen.mirror).length).toBeGreaterThan(0)
      await rig.off()
    })

    test('verify --pull proves it by the catalog or the mirror’s log, and says by which client', async () => {
      await rig.begin(rig.config(HOSTS))
      await rig.on()
      expect(JSON.stringify(await asks(rig.lab.machine, ['verify', ...CONTAINERD], 3))).toContain('"configured"')
      const pull = ['verify', '--pull', 'docker.io/team/app:2', ...CONTAINERD, '--mirror-log', rig.lab.mirror.log]
      const seen = await watch(rig.lab, () => asks(rig.lab.machine, pull))
      expect(JSON.stringify(seen.result)).toContain('"proven"')
      expect(JSON.stringify(seen.result)).toContain('the CRI plugin was not asked')
      expect(byEngine(seen.mirror).join('\n')).toContain('/v2/team/app/manifests/2')
      const entry = await statusOf(rig.lab.machine, 'containerd', 'system')
      expect(entry).toMatchObject({ state: 'proven' })
      expect(entry.version).toBe(rig.version)
      const left = await rig.lab.machine.run(['ctr', 'namespaces', 'ls', '--quiet'])
      expect(left.stdout.split('\n')).not.toContain('pullcord')
      await rig.off()
      rig.shown('proof')
    })

    test('without its files nothing of it is left alone by mistake', async () => {
      await rig.begin(null)
      rmSync(rig.lab.machine.path(HOSTS), { recursive: true, force: true })
      expect(await rig.off()).toMatchObject({ changed: false })
    })
  })
}
