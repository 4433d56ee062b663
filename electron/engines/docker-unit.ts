import type { Scope } from '../../shared/engine.ts'
import type { Disk } from '../system/system.ts'

/** Where a unit stands, later ones over earlier ones as systemd.unit(5) says; its drop-ins, and a file of options. */
interface UnitPlaces {
  readonly units: readonly string[]
  readonly dropIns: string
  readonly options: string | null
}

const system: UnitPlaces = {
  units: [
    '/lib/systemd/system/docker.service',
    '/usr/lib/systemd/system/docker.service',
    '/etc/systemd/system/docker.service',
  ],
  dropIns: '/etc/systemd/system/docker.service.d',
  options: '/etc/default/docker',
}

/** The unit of a user's own docker, which dockerd-rootless-setuptool.sh writes. */
export function userUnit({ places }: Disk): string {
  return `${places.configHome}/systemd/user/docker.service`
}

/**
 * The flags that a stopped dockerd will be started with, from its unit and Debian's options file. A setting that
 * stands there and in daemon.json would keep it from starting.
 */
export async function unitFlags(disk: Disk, scope: Scope = 'system'): Promise<readonly string[]> {
  const user: UnitPlaces = { units: [userUnit(disk)], dropIns: `${userUnit(disk)}.d`, options: null }
  const { units, dropIns, options } = scope === 'system' ? system : user
  const names = (await disk.list(dropIns, '.conf')) ?? []
  const texts = await Promise.all(
    [...units, ...names.map((name) => `${dropIns}/${name}`)].map((path) => textAt(disk, path)),
  )
  const command = texts.flatMap((text) => valuesOf(text, 'ExecStart')).at(-1)
  const own = options === null ? '' : (valuesOf(await textAt(disk, options), 'DOCKER_OPTS').at(-1) ?? '')
  const whole = command === undefined ? own : command.replace(/\$\{?DOCKER_OPTS\}?/, own)
  const words = whole.split(/\s+/).map((word) => word.replace(/^["']|["']$/g, ''))
  return words.filter((word) => word !== '')
}

async function textAt(disk: Disk, path: string): Promise<string> {
  const state = await disk.read(path)
  return state.kind === 'text' ? state.text : ''
}

function valuesOf(text: string, key: string): readonly string[] {
  const joined = text.replaceAll(/\\\r?\n/g, ' ')
  return [...joined.matchAll(new RegExp(`^[ \\t]*${key}[ \\t]*=(.*)$`, 'gm'))].map(([, value]) => value!.trim())
}
