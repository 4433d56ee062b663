import { dockerVersions, type DockerVersion } from './daemon-json-options.ts'
import { readDaemonJson, type DaemonJsonRead } from './daemon-json.ts'
import { hostsVerdict } from './hosts-directory.ts'
import { classicAsks, earlyStoreAsks, storeAsks } from './mirror-use.ts'
import type { Accepted, RawFile, RawTree } from './verdict.ts'

type Row = Omit<Accepted, 'engine' | 'store' | 'via'>

/** What dockerd 20.10, 26.1 and 28.5 make of daemon.json and, from 28 on, of certs.d, in the words of each. */
export function dockerVerdicts(tree: RawTree, directory: string): readonly Accepted[] {
  const path = `${directory}/daemon.json`
  const file = tree.file(path)
  return dockerVersions.flatMap((version) => {
    const engine = `docker ${version}`
    const read = readFile(version, path, file)
    if (!read.ok) return [{ engine, ok: false, mirror: null, why: read.why }]
    const classic = row(read.mirrors.some(classicAsks))
    if (version === '20.10') return [{ engine, ...classic }]
    const store = storeRow(version, read, tree, directory)
    if (classic.mirror === store.mirror && classic.why === store.why) return [{ engine, ...classic }]
    return [
      { engine, store: 'classic' as const, ...classic },
      { engine, store: 'containerd' as const, ...store },
    ]
  })
}

const row = (used: boolean): Row => ({ ok: true, mirror: used ? 'used' : 'unused', why: null })

// With hosts of its own for docker.io, certs.d silences the list; a lone default leaves it in force [measured 28.5].
function storeRow(
  version: DockerVersion,
  read: Extract<DaemonJsonRead, { ok: true }>,
  tree: RawTree,
  directory: string,
): Row {
  if (version === '26.1') return row(read.mirrors.some((mirror) => earlyStoreAsks(mirror, read.insecure)))
  const { several, ...hosts } = hostsVerdict(tree, `${directory}/certs.d`, 'docker 28.5')
  if (several || hosts.mirror === 'fails' || read.mirrors.length === 0) return hosts
  return { ...row(read.mirrors.some(storeAsks)), why: hosts.why }
}

// A directory, a circle and what cannot be read stop dockerd; what is missing is no configuration [measured].
function readFile(version: DockerVersion, path: string, file: RawFile): DaemonJsonRead {
  if (file.kind === 'file') return readDaemonJson(version, path, file.bytes)
  if (file.kind === 'absent' || file.kind === 'dangling') return { ok: true, mirrors: [], insecure: [] }
  return { ok: false, why: `unable to configure the Docker daemon with file ${path}: ${unreadable[file.kind](path)}` }
}

const unreadable: Readonly<Record<'directory' | 'loop' | 'special' | 'huge', (path: string) => string>> = {
  directory: (path) => `read ${path}: is a directory`,
  loop: (path) => `open ${path}: too many levels of symbolic links`,
  special: (path) => `${path} is not a regular file`,
  huge: (path) => `${path} is too large to be judged`,
}
