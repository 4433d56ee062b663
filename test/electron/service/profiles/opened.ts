import { openCore } from '../../../../electron/service/core.ts'
import { memoryDisk } from '../../../../electron/system/memory-disk.ts'
import type { MirrorDraft, SwitchOrder } from '../../../../shared/contract.ts'
import type { EngineSpec } from '../../../../shared/engine-spec.ts'

export const list = '/etc/docker/daemon.json'
export const dropIn = '/etc/containers/registries.conf.d/zz-pullcord.conf'
export const office: MirrorDraft = { upstream: 'docker.io', url: 'https://office.corp', insecure: false, ca: null }
export const home: MirrorDraft = { upstream: 'docker.io', url: 'http://nas.lan:5000', insecure: false, ca: null }
const order: SwitchOrder = { to: 'on', engines: null, mirrors: null, keepTheirs: null, strict: null }
export const set = { ...order, expect: null, accept: true, check: false }
export const using = { expect: null, accept: true, check: false } as const
export const docker = { id: 'docker', scope: 'system' } as const
export const podman = { id: 'podman', scope: 'system' } as const

/** A core of root on files in memory; with engines named, only those are there. */
export async function opened(
  texts: Readonly<Record<string, string>> = {},
  engines: readonly EngineSpec['id'][] | null = null,
  uid = 0,
) {
  const disk = memoryDisk({ '/etc/docker/.keep': '', '/etc/containers/.keep': '', ...texts }, uid)
  const core = await openCore({
    system: { disk, processes: null },
    specs: engines && engines.map((id) => ({ id, version: null, store: null })),
    scope: 'system',
    by: { uid, via: uid === 0 ? 'root' : 'user' },
  })
  const has = (path: string): string | null | undefined => disk.tree()[path]
  return { disk, core, has }
}
