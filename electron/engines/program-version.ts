import { parseVersion, type Version } from '../../shared/engine.ts'
import type { Processes } from '../system/system.ts'

const askMs = 30_000
// An order looks at its engine six times, and podman takes 30 ms to say its version [measured 4.3]. Kept no
// longer than an order lasts: a tray runs for weeks, and engines are upgraded meanwhile.
const keptMs = 5_000

interface Said {
  readonly at: number
  readonly version: Promise<Version | null>
}

const said = new WeakMap<Processes, Map<string, Said>>()

/** What `PROGRAM --version` says, asked at most once in 5 s; null where no version stands in it. */
export async function versionOf(processes: Processes, program: string): Promise<Version | null> {
  const known = said.get(processes) ?? new Map<string, Said>()
  said.set(processes, known)
  const last = known.get(program)
  if (last && performance.now() - last.at < keptMs) return await last.version
  const version = processes.run([program, '--version'], { timeoutMs: askMs }).then(({ stdout }) => parseVersion(stdout))
  known.set(program, { at: performance.now(), version })
  version.catch(() => known.delete(program))
  return await version
}
