import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { formatRegistriesConf, type RegistryTable } from '../../shared/codecs/registries-conf.ts'
import type { PodmanFacts } from '../../shared/engine.ts'
import { podmanLocation } from '../../shared/engines/podman/drop-in.ts'
import { failure } from '../../shared/errors.ts'
import { notice } from '../../shared/notice.ts'
import type { Reference } from '../../shared/registry.ts'
import type { System } from '../system/system.ts'
import { lastLine, readerOf } from './podman.ts'
import type { ProofMeans, Proving } from './reach.ts'

const pullMs = 600_000
// Sorts after every name a person would choose, so that it counts whatever else is there.
const lastName = 'zzzz-pullcord-proof.conf'

/**
 * Pulls with the same mirrors and the upstream blocked, in a private configuration: what then arrives cannot
 * have come from elsewhere. Only if that fails, an ordinary pull tells whether the image can be had at all.
 */
export async function provePodman(
  system: System,
  facts: PodmanFacts,
  image: Reference,
  text: string,
  means: ProofMeans,
): Promise<Proving> {
  const { processes, disk } = system
  if (!processes) throw failure('command-missing', { command: 'podman' })
  const reader = readerOf(facts, disk.places.home)
  const own = reader.HOME!
  const home = await privateHome(own, blockedTable(image.upstream, means))
  try {
    const env = {
      HOME: home,
      XDG_CONFIG_HOME: join(home, '.config'),
      XDG_DATA_HOME: process.env.XDG_DATA_HOME ?? join(own, '.local/share'),
    }
    const strict = await processes.run(['podman', '--log-level=debug', 'pull', text], { timeoutMs: pullMs, env })
    const tried = triesIn(strict.stderr)
    if (strict.code === 0) {
      const used =
        means.mirrors.find((mirror) => tried.at(-1)?.startsWith(`${podmanLocation(mirror)}/`)) ?? means.mirrors[0]!
      const evidence = [
        ...tried.map((place) => `podman: Trying to access "${place}"`),
        `${image.upstream} was blocked for this pull, so only a mirror could serve it`,
      ]
      return { ok: true, proof: { image: text, at: new Date().toISOString(), mirror: used.url, evidence } }
    }
    const plain = await processes.run(['podman', '--log-level=debug', 'pull', text], { timeoutMs: pullMs, env: reader })
    const evidence = [
      ...triesIn(plain.stderr).map((place) => `podman: Trying to access "${place}"`),
      `With ${image.upstream} blocked: ${lastLine(strict.stderr)}`,
    ]
    if (plain.code !== 0)
      return { ok: false, notice: notice('pull-failed', { image: text, why: lastLine(plain.stderr) }), evidence }
    return { ok: false, notice: notice('not-proven-upstream', { image: text }), evidence }
  } finally {
    await rm(home, { recursive: true, force: true })
  }
}

function blockedTable(upstream: string, { mirrors }: ProofMeans): RegistryTable {
  const tables = mirrors.flatMap((mirror) => {
    const location = podmanLocation(mirror)
    return location === null
      ? []
      : [{ location, insecure: mirror.insecure || mirror.url.startsWith('http:'), pullFromMirror: null }]
  })
  return {
    prefix: upstream,
    location: upstream,
    insecure: false,
    blocked: true,
    mirrorByDigestOnly: false,
    mirrors: tables,
  }
}

// All of the user's configuration by links, and one drop-in more.
async function privateHome(home: string, table: RegistryTable): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'pullcord-proof-'))
  const containers = '.config/containers'
  const dropIns = `${containers}/registries.conf.d`
  await mkdir(join(made, dropIns), { recursive: true })
  await linkEntries(home, made, '', ['.docker'])
  await linkEntries(home, made, '.config', null, 'containers')
  await linkEntries(home, made, containers, null, 'registries.conf.d')
  await linkEntries(home, made, dropIns, null)
  await writeFile(join(made, dropIns, lastName), formatRegistriesConf([table]))
  return made
}

async function linkEntries(
  from: string,
  to: string,
  directory: string,
  only: readonly string[] | null,
  except?: string,
): Promise<void> {
  const names = await readdir(join(from, directory)).catch(() => [])
  const wanted = names.filter((name) => name !== except && (only === null || only.includes(name)))
  await Promise.all(wanted.map((name) => symlink(join(from, directory, name), join(to, directory, name))))
}

function triesIn(debug: string): readonly string[] {
  return [...debug.matchAll(/Trying to access \\?"([^"\\]+)\\?"/g)].map(([, place]) => place!)
}
