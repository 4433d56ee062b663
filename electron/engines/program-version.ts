import { basename } from 'node:path'
import { parseVersion, type Version } from '../../shared/engine.ts'
import { stateDirectory, type Disk, type Processes, type System } from '../system/system.ts'

const askMs = 30_000
// An order looks at its engine six times, and podman takes 30 ms to say its version [measured 4.3]. Kept no
// longer than an order lasts: a tray runs for weeks, and engines are upgraded meanwhile.
const keptMs = 5_000

/** What a program said, and which very file it was that said it. */
interface Said {
  readonly text: string
  /** Null where the file cannot be told from another; then it is asked anew each time. */
  readonly identity: string | null
}

interface Asked {
  readonly at: number
  readonly said: Promise<Said>
}

const asked = new WeakMap<Processes, Map<string, Asked>>()

/** What `PROGRAM --version` says, asked at most once in 5 s; null where no version stands in it. */
export async function versionOf(system: System, program: string): Promise<Version | null> {
  const { processes } = system
  if (!processes) return null
  const known = asked.get(processes) ?? new Map<string, Asked>()
  asked.set(processes, known)
  const last = known.get(program)
  if (last && performance.now() - last.at < keptMs) return parseVersion((await last.said).text)
  const said = ask(system.disk, processes, program)
  known.set(program, { at: performance.now(), said })
  said.catch(() => known.delete(program))
  return parseVersion((await said).text)
}

async function ask(disk: Disk, processes: Processes, program: string): Promise<Said> {
  const [identity, kept] = await Promise.all([processes.identify(program), readKept(disk, program)])
  if (identity !== null && kept?.identity === identity) return kept
  const { stdout } = await processes.run([program, '--version'], { timeoutMs: askMs })
  return { text: stdout, identity }
}

/**
 * Keeps what programs said, by the very files that said it, so that the next run need not ask them: a Go program
 * takes longer to start than all of our looking. Only a run that changes something writes it; what fails is no loss.
 */
export async function keepVersions({ disk, processes }: System): Promise<void> {
  for (const [program, { said }] of processes ? (asked.get(processes) ?? []) : []) {
    const { text, identity } = await said.catch(() => ({ text: '', identity: null }))
    if (identity === null || (await readKept(disk, program))?.identity === identity) continue
    const path = pathOf(disk, program)
    await disk.remove(path)
    await disk.jot(path, `${JSON.stringify({ identity, text })}\n`, 0o644)
  }
}

function pathOf(disk: Disk, program: string): string {
  return `${stateDirectory(disk.uid === 0 ? 'system' : 'user', disk.places)}/versions/${basename(program)}.json`
}

async function readKept(disk: Disk, program: string): Promise<Said | null> {
  try {
    const { text, identity } = JSON.parse((await disk.load(pathOf(disk, program))) ?? 'null') as Said
    return typeof text === 'string' && typeof identity === 'string' ? { text, identity } : null
  } catch {
    return null
  }
}
