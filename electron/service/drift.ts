import type { EngineReport } from '../../shared/contract.ts'
import { unifiedDiff } from '../../shared/diff.ts'
import type { Drift } from '../../shared/drift.ts'
import { formatKey, type Choice, type EngineKey } from '../../shared/engine.ts'
import { failure } from '../../shared/errors.ts'
import type { Files, FileState } from '../../shared/files.ts'
import { targetPath } from '../../shared/targets.ts'
import { fightOver } from '../switching/fight.ts'
import { keep } from '../switching/keep.ts'
import { changedOutside, latestChange, standing } from '../switching/outside.ts'
import { placeFor } from '../switching/place.ts'
import { desiredOn, survey, type Survey } from '../switching/survey.ts'
import { lastWriter, writerNotice } from '../switching/writer.ts'
import { digestOf } from '../system/digest.ts'
import type { Memory } from '../system/originals.ts'
import type { Disk } from '../system/system.ts'
import { isForRoot } from '../switching/needs-root.ts'
import type { Desk } from './desk.ts'
import { refuseLockedSwitch } from './laid-down.ts'
import { restoreAsRoot } from './restore-as-root.ts'

/** What was changed outside Pullcord. */
export async function readDrift({ looking, settings }: Desk, engine: EngineKey): Promise<Drift> {
  const { disk } = (await placeFor(looking, engine)).system
  const [saved, latest] = await Promise.all([settings(), latestChange(engine, disk)])
  const found = await survey(looking, engine, saved)
  if (!found) throw failure('engine-absent', { engine: formatKey(engine) })
  const choices = latest && latest.to.mirrors.length > 0 ? [latest.to, saved] : [saved]
  const files = changedOutside(found, latest, disk).map(async (memory) => {
    const writer = await lastWriter(memory, disk)
    const { path, at } = writer
    return {
      path,
      diff: diffOf(found, memory, choices, disk),
      changedAt: at && at.toISOString(),
      writer: writerNotice(writer),
    }
  })
  return { engine, files: await Promise.all(files), fight: await fightOver(found, disk) }
}

// What we wrote is not kept. It is made again, and believed only where it is what we remember having written.
function diffOf(found: Survey, memory: Memory, choices: readonly Choice[], disk: Disk): string | null {
  const state = standing(found, memory, disk)
  if (!state || state.kind === 'refused') return null
  const path = targetPath(memory.target, disk.places)
  const before = asBefore(found, disk)
  const texts = choices.flatMap((choice) => {
    const { changes } = found.pair.pure.plan(before, desiredOn(choice), found.facts, disk.places)
    return changes.flatMap((change) => (change.path === path && change.after !== null ? change.after : []))
  })
  const wrote = texts.find((text) => memory.written.includes(digestOf(text)))
  return wrote === undefined ? null : unifiedDiff(path, wrote, state.kind === 'text' ? state.text : null)
}

// The same look, as if nothing of ours had ever been written.
function asBefore({ look }: Survey, { places }: Disk): Files {
  const originals = look.memories.map(({ target, before }): readonly [string, FileState] => [
    targetPath(target, places),
    before === null ? { kind: 'absent' } : { kind: 'text', text: before, digest: digestOf(before), modifiedAt: 0 },
  ])
  return {
    ...look.files,
    files: new Map([...look.files.files, ...originals]),
    remembered: [],
    originals: new Map(),
    owned: [],
  }
}

/** Leaves the files of an engine as they are now, for good. */
export async function keepDrift(desk: Desk, key: EngineKey): Promise<EngineReport> {
  const { place } = desk
  // What is no longer remembered is never turned on again by itself, so this is an “off” of another name.
  await refuseLockedSwitch('off', place.system.disk)
  const what = { kind: 'keep', engine: key.id } as const
  const report = isForRoot(key.scope, place.system.disk)
    ? (await restoreAsRoot(desk, 'approve', key, { what, accept: true })).engine
    : await keep(place, key)
  await desk.announce()
  return report
}
