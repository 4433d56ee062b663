import type { PodmanEngine } from '../lab/podman-engines.ts'
import { systemSuite } from '../lab/suite.ts'
import { podmanLoading } from './podman-loading.ts'
import { podmanMirrors } from './podman-mirrors.ts'
import { podmanReaders } from './podman-readers.ts'
import { podmanRig } from './podman-rig.ts'
import { podmanRoundTrip } from './podman-round-trip.ts'
import { podmanService } from './podman-service.ts'
import { podmanStrict } from './podman-strict.ts'

const parts = [podmanRoundTrip, podmanMirrors, podmanStrict, podmanLoading, podmanReaders, podmanService] as const

/** What every podman must do, whatever its version. `most`: how many of the parts, for one of two that are alike. */
export function podmanSuite(name: string, engine: PodmanEngine, most: number = parts.length): void {
  const shown = engine.kind === 'ready' ? `${name} (${engine.version})` : name
  systemSuite(shown, engine.kind === 'missing' ? engine.why : null, () => {
    const rig = podmanRig(engine)
    for (const part of parts.slice(0, most)) part(rig)
  })
}

/** What every buildah and skopeo must do, whatever the podman beside them. */
export function podmanReadersSuite(name: string, engine: PodmanEngine): void {
  systemSuite(name, engine.kind === 'missing' ? engine.why : null, () => podmanReaders(podmanRig(engine)))
}
