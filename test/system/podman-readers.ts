import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { URL_OF } from '../lab/lab.ts'
import { READERS } from '../lab/podman.ts'
import { byEngine, watch } from '../lab/watch.ts'
import { conform } from './conformance.ts'
import { PODMAN, type PodmanRig } from './podman-rig.ts'
import { asks, mirrored } from './steps.ts'

const asDev = { user: 'dev' } as const

/** What reads podman's files beside podman follows the same drop-in, and leaves the mirror when it goes. */
export function podmanReaders(rig: PodmanRig): void {
  // This system may have podman alone; where it was unpacked, all are.
  const here = (['buildah', 'skopeo'] as const).filter(
    (program) => rig.engine.kind === 'ready' && (rig.engine.usr !== null || existsSync(`/usr/bin/${program}`)),
  )
  describe.each(here)('%s', (program) => {
    const ask = (image: string) => watch(rig.lab, () => rig.lab.machine.run(READERS[program](image), asDev))

    test('goes where podman goes: to the mirror while on, to the hub when it is gone or off', async () => {
      await asks(rig.lab.machine, ['on', ...mirrored('docker.io', URL_OF.mirror), ...PODMAN], 0, asDev)
      try {
        const on = await ask('docker.io/library/demo:1')
        expect(on.result).toMatchObject({ code: 0 })
        expect(byEngine(on.mirror)).toContain('GET /v2/library/demo/manifests/1 200')
        expect(byEngine(on.hub)).toEqual([])
        await rig.lab.mirror.stop()
        try {
          const gone = await ask('docker.io/library/demo:2')
          expect(gone.result).toMatchObject({ code: 0 })
          expect(byEngine(gone.hub)).toContain('GET /v2/library/demo/manifests/2 200')
        } finally {
          await rig.lab.mirror.start()
        }
      } finally {
        await asks(rig.lab.machine, ['off', ...PODMAN], 0, asDev)
      }
      const off = await ask('docker.io/team/app:1')
      expect(off.result).toMatchObject({ code: 0 })
      expect(byEngine(off.mirror)).toEqual([])
      const { stdout } = await rig.lab.machine.run([program, '--version'])
      const version = /\d+\.\d+\.\d+/.exec(stdout)?.[0] ?? ''
      for (const column of ['tag pull', 'plain http', 'fallback'] as const) {
        conform(program, version, column, 'measured')
      }
    })
  })
}
