import { placeOf } from '../../electron/service/place.ts'
import type { EngineReport } from '../../shared/contract.ts'
import { treeDigest } from '../lab/tree-digest.ts'
import { mirrorsOf, settingsWith, turn } from '../electron/service/workplace.ts'
import type { Root } from '../electron/system/root-at.ts'

const settings = settingsWith(mirrorsOf(['docker.io=http://mirror.lan:5000']))

/** What became of a tree at each step. */
export interface RoundTrip {
  readonly on: EngineReport
  readonly off: EngineReport
  readonly before: readonly string[]
  readonly during: readonly string[]
  readonly after: readonly string[]
}

/** On and off below a root, as with `--root`, with every path of /etc and its time. */
export async function roundTrip(root: Root, engine: string): Promise<RoundTrip> {
  const place = { ...placeOf({ root: root.path(''), engine: [engine] }), scope: 'system' } as const
  const tree = (): readonly string[] => treeDigest(root, ['/etc'], { times: true })
  const before = tree()
  const on = await turn(place, 'on', settings)
  const during = tree()
  const off = await turn(place, 'off', settings)
  return { on, off, before, during, after: tree() }
}
