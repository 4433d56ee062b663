import type { Budget } from './budget.ts'
import type { Setting } from './setting.ts'
import type { Tree } from './yaml-tree.ts'

/** Whether a YAML document is a registry's own configuration: it must have a version and a storage. */
export function isRegistryConfig(tree: Tree): boolean {
  return tree.kind === 'map' && tree.entries.has('version') && tree.entries.has('storage')
}

/**
 * The settings of a registry's `config.yml`, under their dotted names (`auth.token.realm`). An environment variable of
 * the same path overrides one: `REGISTRY_AUTH_TOKEN_REALM` (distribution, “Override specific configuration options”).
 */
export function readRegistryConfig(path: string, tree: Tree, budget: Budget): ReadonlyMap<string, Setting> {
  const found = new Map<string, Setting>()
  const walk = (at: Tree, names: readonly string[]): void => {
    budget.spend(1)
    if (names.length > 8 || found.size > 1000) return
    if (at.kind === 'map') for (const [name, one] of at.entries) walk(one, [...names, name])
    if (at.kind !== 'scalar' || at.text === null) return
    const name = names.join('.')
    found.set(name, { name, value: at.text, place: `${path}:${at.line}` })
  }
  walk(tree, [])
  return found
}

/** The variable that overrides a setting of `config.yml`. */
export function variableOf(dotted: string): string {
  return `REGISTRY_${dotted.replaceAll('.', '_').toUpperCase()}`
}
