import type { PodmanEngine } from '../lab/podman-engines.ts'
import { systemSuite } from '../lab/suite.ts'
import { podmanLoading } from './podman-loading.ts'
import { podmanMirrors } from './podman-mirrors.ts'
import { podmanReaders } from './podman-readers.ts'
import { podmanRig } from './podman-rig.ts'
import { podmanRoundTrip } from './podman-round-trip.ts'
import { podmanService } from './podman-service.ts'

/** What every podman must do, whatever its version. */
export function podmanSuite(name: string, engine: PodmanEngine): void {
  const shown = engine.kind === 'ready' ? `${name} (${engine.version})` : name
  systemSuite(shown, engine.kind === 'missing' ? engine.why : null, () => {
    const rig = podmanRig(engine)
    podmanRoundTrip(rig)
    podmanMirrors(rig)
    podmanLoading(rig)
    podmanReaders(rig)
    podmanService(rig)
  })
}
