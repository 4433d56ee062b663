import { execFile, execFileSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { cacheFolder } from './docker-engines.ts'
import { whyNot } from './prerequisites.ts'

/** A podman that tests can run, or why they cannot; `usr` is laid over the machine's. */
export type PodmanEngine =
  | { readonly kind: 'ready'; readonly version: string; readonly usr: string | null }
  | { readonly kind: 'missing'; readonly why: string }

/** Where podman, buildah and skopeo come from: this system, or a Debian suite. */
export type PodmanSource = 'system' | 'bookworm' | 'trixie' | 'sid' | 'experimental'

function versionIn(text: string): string {
  return /\d+\.\d+\.\d+/.exec(text)?.[0] ?? text.trim()
}

/** The version of the C library below a `usr`, as a number that can be compared; 0 where there is none. */
function libraryOf(usr: string): number {
  const [path] = globSync(join(usr, 'lib/*/libc.so.6'))
  const text = path === undefined ? '' : readFileSync(path, 'latin1')
  const [, major = '0', minor = '0'] = /GNU C Library [^\n]* version (\d+)\.(\d+)/.exec(text) ?? []
  return Number(major) * 1000 + Number(minor)
}

async function unpacked(suite: Exclude<PodmanSource, 'system'>): Promise<PodmanEngine> {
  const folder = cacheFolder()
  const script = fileURLToPath(new URL('fetch-podman.sh', import.meta.url))
  try {
    await promisify(execFile)('bash', [script, suite, folder], { timeout: 180_000 })
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim().split('\n')[0] : ''
    return { kind: 'missing', why: `podman of ${suite} could not be fetched: ${said || String(error)}` }
  }
  const usr = join(folder, `podman-${suite}`, 'usr')
  // The suite's C library comes with it, and the system's programs would not start on an older one.
  if (libraryOf(usr) < libraryOf('/usr')) return { kind: 'missing', why: `this system is newer than ${suite}` }
  return { kind: 'ready', version: versionIn(readFileSync(join(usr, '../complete'), 'utf8')), usr }
}

/** Finds, or fetches once, a podman of at least the given major version. */
export async function podmanEngine(source: PodmanSource, atLeast = 0): Promise<PodmanEngine> {
  const why = source === 'system' ? whyNot('podman', 'newuidmap') : whyNot('apt-get', 'dpkg-deb', 'flock')
  if (why !== null) return { kind: 'missing', why }
  if (source === 'system') {
    return { kind: 'ready', version: versionIn(execFileSync('podman', ['--version'], { encoding: 'utf8' })), usr: null }
  }
  const engine = await unpacked(source)
  if (engine.kind === 'missing' || Number.parseInt(engine.version, 10) >= atLeast) return engine
  return { kind: 'missing', why: `${source} has podman ${engine.version}, older than ${atLeast}` }
}
