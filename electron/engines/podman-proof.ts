import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { formatRegistriesConf, type RegistryTable } from '../../shared/codecs/registries-conf.ts'
import type { PodmanFacts } from '../../shared/facts.ts'
import { podmanLocation } from '../../shared/engines/podman/drop-in.ts'
import { isPodman6, podmanInputs } from '../../shared/engines/podman/load-order.ts'
import { readTables, type FoundTable } from '../../shared/engines/podman/tables.ts'
import { failure } from '../../shared/errors.ts'
import { notice } from '../../shared/notice.ts'
import type { Reference } from '../../shared/registry.ts'
import { readFiles } from '../system/read-files.ts'
import type { Disk, System } from '../system/system.ts'
import { podmansWords, readerOf } from './podman.ts'
import type { ProofMeans, Proving } from './proving.ts'

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
  const config = isPodman6(facts) && facts.scope === 'user' ? disk.places.configHome : join(own, '.config')
  const other = await longerTable(disk, facts, image)
  if (other) {
    const { path, table } = other
    return { ok: false, notice: notice('podman-longer', { path, prefix: table.prefix }), evidence: [] }
  }
  const home = await privateHome(own, config, blockedTable(image.upstream, means))
  try {
    const env = {
      HOME: home,
      XDG_CONFIG_HOME: join(home, '.config'),
      XDG_DATA_HOME: process.env.XDG_DATA_HOME ?? join(own, '.local/share'),
    }
    const strict = await processes.run(['podman', '--log-level=debug', 'pull', text], { timeoutMs: pullMs, env })
    const tried = triesIn(strict.stderr)
    // The last place that was tried is the one that served.
    const used = means.mirrors.find((mirror) => tried.at(-1)?.startsWith(`${podmanLocation(mirror)}/`))
    if (strict.code === 0 && used) {
      const evidence = [
        ...tried.map((place) => `podman: Trying to access "${place}"`),
        `${image.upstream} was blocked for this pull, so only a mirror could serve it`,
      ]
      return { ok: true, proof: { image: text, at: new Date().toISOString(), mirror: used.url, evidence } }
    }
    const plain = await processes.run(['podman', '--log-level=debug', 'pull', text], { timeoutMs: pullMs, env: reader })
    const evidence = [
      ...triesIn(plain.stderr).map((place) => `podman: Trying to access "${place}"`),
      `With ${image.upstream} blocked: ${strict.code === 0 ? `came from ${tried.at(-1)}` : podmansWords(strict.stderr)}`,
    ]
    if (plain.code !== 0)
      return { ok: false, notice: notice('pull-failed', { image: text, why: podmansWords(plain.stderr) }), evidence }
    return { ok: false, notice: notice('not-proven-upstream', { image: text }), evidence }
  } finally {
    await rm(home, { recursive: true, force: true })
  }
}

// The longest prefix counts: a table of the user's for these images alone keeps ours, and the block, from them.
async function longerTable(disk: Disk, facts: PodmanFacts, image: Reference): Promise<FoundTable | undefined> {
  const { files } = await readFiles(disk, facts.scope, podmanInputs(facts, disk.places), [], [])
  const name = `${image.upstream}/${image.repository}/`
  return [...readTables(files, facts, disk.places, null).byPrefix.values()]
    .filter(({ table: { prefix } }) => prefix.length > image.upstream.length && name.startsWith(`${prefix}/`))
    .toSorted((a, b) => b.table.prefix.length - a.table.prefix.length)[0]
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
async function privateHome(home: string, config: string, table: RegistryTable): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'pullcord-proof-'))
  const dropIns = 'containers/registries.conf.d'
  const privately = join(made, '.config')
  await mkdir(join(privately, dropIns), { recursive: true })
  await linkEntries(home, made, '', ['.docker'])
  await linkEntries(config, privately, '', null, 'containers')
  await linkEntries(config, privately, 'containers', null, 'registries.conf.d')
  await linkEntries(config, privately, dropIns, null)
  await writeFile(join(privately, dropIns, lastName), formatRegistriesConf([table]))
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
