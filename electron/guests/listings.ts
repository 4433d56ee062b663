import { instanceName } from '../../shared/engine-spec.ts'

/** A podman machine, by its file in `containers/podman/machine`. */
export interface PodmanMachine {
  readonly name: string
  /** The file that holds the number of the VM's process while it runs; null where none is named. */
  readonly pidFile: string | null
  /** Podman 6 lays the user's own `containers` directory over the machine's, in machines that it made itself. */
  readonly sharesFiles: boolean
}

interface MachineFile {
  readonly Name?: unknown
  /** 4.x */
  readonly VMPidFilePath?: { readonly Path?: unknown } | null
  /** 5.x */
  readonly QEMUHypervisor?: { readonly QEMUPidPath?: { readonly Path?: unknown } | null } | null
  readonly Mounts?: readonly { readonly Target?: unknown }[] | null
}

/** Reads a machine's file of podman 4 to 6; null for what is none. */
export function parsePodmanMachine(text: string): PodmanMachine | null {
  const file = parseJson(text) as MachineFile | null
  if (typeof file?.Name !== 'string' || !isName('machine', file.Name)) return null
  const path = file.QEMUHypervisor?.QEMUPidPath?.Path ?? file.VMPidFilePath?.Path
  return {
    name: file.Name,
    pidFile: typeof path === 'string' && path.startsWith('/') ? path : null,
    sharesFiles: (file.Mounts ?? []).some(({ Target }) => Target === '/etc/containers'),
  }
}

/** The machines that run, by `podman machine list --format json`. */
export function parsePodmanMachineList(text: string): readonly string[] {
  const list = parseJson(text)
  return (Array.isArray(list) ? list : []).flatMap(({ Name, Running }: { Name?: unknown; Running?: unknown }) =>
    typeof Name === 'string' && Running === true && isName('machine', Name) ? [Name] : [],
  )
}

// Those of other products, which are no place for a person's engines.
const foreign = /^(docker-desktop|rancher-desktop|podman-|k3d-)/

/** The WSL distributions that run, but for `own`, by `wsl.exe --list --running --quiet`: UTF-16 read as UTF-8, or UTF-8. */
export function parseWslList(text: string, own: string): readonly string[] {
  const names = text.replaceAll(/[\0\uFEFF\uFFFD]/g, '').split(/\r?\n/)
  return names.map((name) => name.trim()).filter((name) => name !== own && !foreign.test(name) && isName('wsl', name))
}

/** Names of containers, one a line, as `docker ps --format '{{.Names}}'` and podman's write them. */
export function parseNames(text: string): readonly string[] {
  return text.split('\n').filter((name) => isName('kind', name))
}

/** The gateway of the default route in /proc/net/route, as an address; null where there is none. */
export function parseGateway(text: string): string | null {
  for (const row of text.split('\n')) {
    const [, destination, gateway = ''] = row.trim().split(/\s+/)
    if (destination !== '00000000' || !/^[0-9A-F]{8}$/i.test(gateway) || gateway === '00000000') continue
    // Of the machine's own byte order, which is little-endian wherever engines run.
    return [6, 4, 2, 0].map((at) => parseInt(gateway.slice(at, at + 2), 16)).join('.')
  }
  return null
}

/** Whether a machine's name can stand in a key. */
export function isName(kind: string, name: string): boolean {
  return instanceName.test(`${kind}.${name}`)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
