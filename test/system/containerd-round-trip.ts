import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Containerd } from '../lab/containerd.ts'
import { byEngine, byPullcord, watch } from '../lab/watch.ts'
import { HOSTS, CONTAINERD, type ContainerdRig } from './containerd-rig.ts'
import { asks, statusOf } from './steps.ts'

const DEMO = 'docker.io/library/demo:1'

/** On and off, by what config.toml says before. */
export function containerdRoundTrip(rig: ContainerdRig): void {
  const through = async (pull: () => Promise<unknown>) => {
    const seen = await watch(rig.lab, pull)
    return { result: seen.result, mirror: byEngine(seen.mirror), hub: byEngine(seen.hub) }
  }

  describe('config_path leads there already: nothing restarts', () => {
    let containerd: Containerd
    let before: readonly string[]
    beforeAll(async () => {
      containerd = await rig.begin(rig.config(HOSTS))
      before = rig.tree()
    })
    afterAll(() => rig.end())

    test('on: CRI and ctr pull through the mirror at once', async () => {
      const seen = await watch(rig.lab, () => rig.on())
      expect(seen.result).toMatchObject({ changed: true })
      expect(byPullcord(seen.hub)).toEqual([])
      const pull = await through(() => containerd.pull(DEMO))
      expect(pull).toMatchObject({ result: { status: 0 }, hub: [] })
      expect(pull.mirror[0]).toBe('HEAD /v2/library/demo/manifests/1?ns=docker.io 200')
      const byCtr = await through(() => containerd.pullByCtr('docker.io/library/demo:2'))
      expect(byCtr).toMatchObject({ result: { code: 0 }, hub: [] })
      expect(byCtr.mirror.length).toBeGreaterThan(0)
      expect(await rig.on()).toMatchObject({ changed: false })
      rig.shown('tag pull', 'plain http', 'live reload')
    })

    test('with the mirror down it still pulls', async () => {
      await rig.lab.mirror.stop()
      const pull = await through(() => containerd.pull('docker.io/library/alpine:3.20'))
      await rig.lab.mirror.start()
      expect(pull.result).toMatchObject({ status: 0 })
      expect(pull.hub.length).toBeGreaterThan(0)
      rig.shown('fallback')
    })

    test('off: the mirror is left alone, and every file is as before', async () => {
      expect(await rig.off()).toMatchObject({ changed: true })
      const pull = await through(() => containerd.pull('docker.io/team/app:1'))
      expect(pull).toMatchObject({ result: { status: 0 }, mirror: [] })
      expect(rig.tree()).toEqual(before)
    })
  })

  const CONFIGS: readonly (readonly [string, () => string | null])[] = [
    ['there is no config.toml', () => null],
    ['it has no config_path', () => rig.config(null)],
    ['config_path is empty', () => rig.config('')],
  ]
  describe.each(CONFIGS)('%s: it is set, and read at the next start', (_, config) => {
    let containerd: Containerd
    let before: readonly string[]
    beforeAll(async () => {
      await rig.begin(config())
      before = rig.tree()
    })
    afterAll(() => rig.end())

    test('on tells that a restart is needed, and after one CRI pulls through the mirror', async () => {
      const switched = await rig.on()
      const [told, waits] = [JSON.stringify(switched), 'reads config_path only when it starts']
      expect(told).toContain(waits)
      const status = await statusOf(rig.lab.machine, 'containerd', 'system')
      expect(status.state).toBe('configured')
      expect(JSON.stringify(status)).toContain(waits)
      containerd = await rig.restart()
      const pull = await through(() => containerd.pull(DEMO))
      expect(pull).toMatchObject({ result: { status: 0 }, hub: [] })
      expect(pull.mirror.length).toBeGreaterThan(0)
      const after = await statusOf(rig.lab.machine, 'containerd', 'system')
      expect(after.state).toBe('configured')
      expect(JSON.stringify(after)).not.toContain(waits)
    })

    test('off needs none: the mirror is left alone, and every file is as before', async () => {
      const told = await rig.off()
      expect(JSON.stringify(told)).not.toContain('only when it starts')
      expect(rig.text()).toBe(config())
      expect(rig.tree()).toEqual(before)
      const pull = await through(() => containerd.pull('docker.io/library/demo:2'))
      expect(pull).toMatchObject({ result: { status: 0 }, mirror: [] })
    })

    test('with --yes and no systemd, what is left to do is told', async () => {
      const told = await asks(rig.lab.machine, ['on', '--yes', ...CONTAINERD])
      expect(JSON.stringify(told)).toContain('is no unit of systemd')
      await rig.off()
      expect(rig.tree()).toEqual(before)
    })
  })
}
