import { execFile, execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { whyNot } from './prerequisites.ts'

/** A Docker Engine that tests can run, or why they cannot. */
export type DockerEngine =
  | { readonly kind: 'ready'; readonly version: string; readonly usr: string | null }
  | { readonly kind: 'missing'; readonly why: string }

/** Where a Docker Engine comes from: this system's docker.io, or that of another Debian suite. */
export type DockerSource = 'system' | 'trixie' | 'sid'

/** Where unpacked engines are kept between runs. */
export function cacheFolder(): string {
  const base = process.env.PULLCORD_TEST_CACHE
  if (base !== undefined && base !== '') return join(base, 'engines')
  const caches = process.env.XDG_CACHE_HOME ?? ''
  return join(caches === '' ? join(homedir(), '.cache') : caches, 'pullcord-tests/engines')
}

function versionOf(dockerd: string): string {
  const line = execFileSync(dockerd, ['--version'], { encoding: 'utf8' })
  return /version (\d+\.\d+\.\d+)/.exec(line)?.[1] ?? line.trim()
}

async function unpacked(suite: 'trixie' | 'sid'): Promise<DockerEngine> {
  const folder = cacheFolder()
  const script = fileURLToPath(new URL('fetch-engine.sh', import.meta.url))
  try {
    await promisify(execFile)('bash', [script, suite, folder], { timeout: 180_000 })
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim().split('\n')[0] : ''
    return { kind: 'missing', why: `docker.io of ${suite} could not be fetched: ${said || String(error)}` }
  }
  const usr = join(folder, suite, 'usr')
  return { kind: 'ready', version: versionOf(join(usr, 'sbin/dockerd')), usr }
}

/** Finds, or fetches once, a Docker Engine of at least the given major version. */
export async function dockerEngine(source: DockerSource, atLeast = 0): Promise<DockerEngine> {
  const why = source === 'system' ? whyNot() : whyNot('apt-get', 'dpkg-deb', 'flock')
  if (why !== null) return { kind: 'missing', why }
  if (source === 'system') {
    const dockerd = ['/usr/sbin/dockerd', '/usr/bin/dockerd'].find((path) => existsSync(path))
    return dockerd === undefined
      ? { kind: 'missing', why: 'docker.io is not installed' }
      : { kind: 'ready', version: versionOf(dockerd), usr: null }
  }
  const engine = await unpacked(source)
  if (engine.kind === 'missing' || Number.parseInt(engine.version, 10) >= atLeast) return engine
  return { kind: 'missing', why: `${source} has docker ${engine.version}, older than ${atLeast}` }
}
