import { networkInterfaces } from 'node:os'
import type { ContainerdFacts } from '../../shared/facts.ts'
import { notice } from '../../shared/notice.ts'
import type { Reference } from '../../shared/registry.ts'
import { hostsDirectory, type Places } from '../../shared/targets.ts'
import type { Processes, System } from '../system/system.ts'
import { lastLine } from '../system/last-line.ts'
import type { ProofMeans, Proving } from './proving.ts'
import { proveByPull } from './pull-proof.ts'

const pullMs = 600_000
const usualSocket = '/run/containerd/containerd.sock'
// Apart from images that somebody uses; what is fetched there goes again.
const namespace = 'pullcord'

/** A client that can pull, and what else of it matters. */
interface Way {
  readonly argv: readonly string[]
  /** Takes away what was fetched. */
  readonly after: readonly (readonly string[])[]
  /** Evidence is worth what the client's way to hosts.toml is worth. */
  readonly how: string
}

/**
 * Pulls with the client that is nearest to how the engine is used: crictl for the CRI plugin, nerdctl where it is
 * nerdctl; else ctr, which reads hosts.toml itself whatever config.toml says. All of them name themselves
 * `containerd/…` to the mirror [measured 1.6, 1.7, 2.1], so that a line counts when it came from this machine, too.
 */
export async function proveContainerd(
  { disk, processes }: System,
  facts: ContainerdFacts,
  image: Reference,
  text: string,
  means: ProofMeans,
): Promise<Proving> {
  if (!processes || (!facts.running && facts.id !== 'nerdctl'))
    return { ok: false, notice: notice('containerd-not-running', { engine: facts.id }), evidence: [] }
  const way = await wayFor(processes, facts, nameOf(image), disk.places)
  if (!way) return { ok: false, notice: notice('containerd-no-client'), evidence: [] }
  // Inside another machine the addresses are others than ours.
  const here = facts.instance === undefined ? addresses() : null
  const pulling = {
    run: () => pull(processes, way),
    isOurs: (line: string) => line.includes(' "containerd/') && (here === null || here.has(line.split(' ')[0]!)),
    how: [way.how],
  }
  return await proveByPull(pulling, image, text, means)
}

function nameOf({ upstream, repository, tag, digest }: Reference): string {
  return `${upstream}/${repository}${digest === null ? `:${tag ?? 'latest'}` : `@${digest}`}`
}

async function wayFor(processes: Processes, facts: ContainerdFacts, name: string, places: Places): Promise<Way | null> {
  const socket = facts.socket ?? usualSocket
  const directory = hostsDirectory(facts.id, places)
  const fetch = ['content', 'fetch', '--hosts-dir', directory, name]
  const ctr = ['ctr', '--address', socket, '--namespace', namespace]
  const ways: readonly (Way & { readonly id: ContainerdFacts['id'] })[] = [
    { id: 'nerdctl', argv: ['nerdctl', 'pull', '--quiet', name], after: [], how: 'pulled by nerdctl' },
    {
      id: 'microk8s',
      argv: ['microk8s', 'ctr', ...fetch],
      after: [],
      how: `fetched by “microk8s ctr” with ${directory}`,
    },
    {
      id: 'containerd',
      argv: ['crictl', '--runtime-endpoint', `unix://${socket}`, 'pull', name],
      after: [],
      how: 'pulled by crictl',
    },
    {
      id: 'containerd',
      argv: [...ctr, ...fetch],
      after: [
        [...ctr, 'images', 'rm', '--sync', name],
        ['ctr', '--address', socket, 'namespaces', 'rm', namespace],
      ],
      how: `fetched by ctr with ${directory}; the CRI plugin was not asked`,
    },
  ]
  for (const way of ways.filter(({ id }) => id === facts.id)) if (await processes.find(way.argv[0]!)) return way
  return null
}

async function pull(processes: Processes, { argv, after }: Way): Promise<string | null> {
  const ended = await processes.run(argv, { timeoutMs: pullMs })
  for (const one of after) await processes.run(one, { timeoutMs: pullMs }).catch(() => null)
  return ended.code === 0 ? null : lastLine(ended.stderr)
}

function addresses(): ReadonlySet<string> {
  const all = Object.values(networkInterfaces()).flatMap((found) => found ?? [])
  return new Set(all.map(({ address }) => address))
}
