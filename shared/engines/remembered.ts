import type { EngineId, Scope } from '../engine.ts'
import type { Files } from '../files.ts'
import { ownerOf, targetPath, type Places, type Target } from '../targets.ts'

/** The targets of one kind and scope that are remembered, wherever they are. */
export function rememberedOf(files: Files, kind: Target['kind'], scope: Scope): readonly Target[] {
  return files.remembered.filter((target) => target.kind === kind && target.scope === scope)
}

/** A target under the name by which it is remembered: podman 5 and 6 may name the same file in two ways. */
export function asRemembered(files: Files, target: Target, places: Places): Target {
  const path = targetPath(target, places)
  return rememberedOf(files, target.kind, target.scope).find((one) => targetPath(one, places) === path) ?? target
}

/** A look as one engine may plan from it: without what is remembered of others. */
export function ofEngine(files: Files, id: EngineId): Files {
  return { ...files, remembered: files.remembered.filter((target) => ownerOf(target) === id) }
}
