import type { DockerEngine } from '../lab/docker-engines.ts'
import type { Store } from '../lab/dockerd.ts'
import { systemSuite } from '../lab/suite.ts'
import { dockerLimits } from './docker-limits.ts'
import { dockerMirrors } from './docker-mirrors.ts'
import { dockerProof } from './docker-proof.ts'
import { dockerPulls } from './docker-pulls.ts'
import { dockerStrict } from './docker-strict.ts'
import { dockerRig } from './docker-rig.ts'
import { dockerRoundTrip, FEW_TEXTS } from './docker-round-trip.ts'

/** What every docker must do, whatever its version and store. */
export function dockerSuite(name: string, engine: DockerEngine, store: Store, texts = FEW_TEXTS): void {
  const shown = engine.kind === 'ready' ? `${name} (${engine.version}, ${store} store)` : `${name} (${store} store)`
  systemSuite(shown, engine.kind === 'missing' ? engine.why : null, () => {
    const rig = dockerRig(engine, store)
    dockerRoundTrip(rig, texts)
    dockerProof(rig)
    dockerPulls(rig)
    dockerStrict(rig)
    dockerMirrors(rig)
    dockerLimits(rig)
  })
}
