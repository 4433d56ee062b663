import type { EngineReport } from '../../../shared/contract.ts'
import { parseEngineSpec } from '../../../shared/engine-spec.ts'
import type { EngineKey, Scope } from '../../../shared/engine.ts'
import { makeMirror, type Certificate, type Mirror } from '../../../shared/registry.ts'
import { defaultSettings, type Settings } from '../../../shared/settings.ts'
import { chosenKeys } from '../../../electron/service/chosen.ts'
import type { Workplace } from '../../../electron/switching/place.ts'
import { whoAsks } from '../../../electron/system/who.ts'
import { switchEngine } from '../../../electron/switching/switch.ts'
import type { Disk, Processes } from '../../../electron/system/system.ts'

/** Mirrors as a person types them: `docker.io=http://HOST:PORT`. */
export function mirrorsOf(
  typed: readonly string[],
  options: { insecure?: boolean; ca?: Certificate } = {},
): readonly Mirror[] {
  return typed.map((text) => {
    const [upstream = '', url = ''] = text.split('=')
    const made = makeMirror(upstream, url, options)
    if (!made.ok) throw new Error(made.notice.message)
    return made.value
  })
}

/** Settings with these mirrors and no other choice made. */
export function settingsWith(mirrors: readonly Mirror[], more: Partial<Settings> = {}): Settings {
  return { ...defaultSettings, mirrors, ...more }
}

/** A place with one engine, as `--engine` names it; without processes nothing runs there. */
export function workplace(
  disk: Disk,
  engine: string,
  processes: Processes | null = null,
  scope: Scope | null = null,
): Workplace {
  const spec = parseEngineSpec(engine)
  if (!spec.ok) throw new Error(spec.notice.message)
  return { system: { disk, processes }, specs: [spec.value], scope, by: whoAsks(disk.uid, {}) }
}

/** The one engine of a place. */
async function keyIn(place: Workplace): Promise<EngineKey> {
  return (await chosenKeys(place, defaultSettings, null))[0]!
}

/** Turns the one engine of a place, with a yes to everything. */
export async function turn(place: Workplace, to: 'on' | 'off', settings: Settings): Promise<EngineReport> {
  return await switchEngine(place, await keyIn(place), { to, accept: true, shown: null }, settings)
}
