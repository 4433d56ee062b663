import type { Mirror } from '../../shared/registry.ts'

/** All mirrors of both lists, each once. */
export function mergeMirrors(first: readonly Mirror[], second: readonly Mirror[]): readonly Mirror[] {
  const isSame = (a: Mirror, b: Mirror): boolean => a.upstream === b.upstream && a.url === b.url
  return [...first, ...second.filter((mirror) => !first.some((one) => isSame(one, mirror)))]
}
