import type { DockerEngine } from '../lab/docker-engines.ts'
import { systemSuite } from '../lab/suite.ts'
import { containerdLimits } from './containerd-limits.ts'
import { containerdMirrors } from './containerd-mirrors.ts'
import { containerdRig } from './containerd-rig.ts'
import { containerdRoundTrip } from './containerd-round-trip.ts'
import { containerdStrict } from './containerd-strict.ts'

/** What every containerd must do, whatever its version. */
export function containerdSuite(name: string, engine: DockerEngine): void {
  const shown = engine.kind === 'ready' ? `${name} (${engine.version})` : name
  systemSuite(shown, engine.kind === 'missing' ? engine.why : null, () => {
    const rig = containerdRig(engine)
    containerdRoundTrip(rig)
    containerdMirrors(rig)
    containerdStrict(rig)
    containerdLimits(rig)
  })
}
