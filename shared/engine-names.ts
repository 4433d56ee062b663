import type { EngineStatus } from './contract.ts'
import { type EngineId, type EngineKey, keyOf, sameKey, type Scope } from './engine.ts'

/** What people call each engine; the same in every language, and never a plural. */
export const engineLabels: Readonly<Record<EngineId, string>> = {
  podman: 'Podman',
  docker: 'Docker',
  containerd: 'containerd',
  nerdctl: 'nerdctl',
  microk8s: 'MicroK8s',
  k3s: 'K3s',
  rke2: 'RKE2',
  buildkit: 'BuildKit',
  buildx: 'buildx',
  'gitlab-runner': 'GitLab Runner',
}

/** What makes machines inside this one, by the first word of an instance. */
const makers: Readonly<Record<string, string>> = {
  lima: 'Lima',
  colima: 'Colima',
  machine: 'podman machine',
  wsl: 'WSL',
  kind: 'kind',
  rancher: 'Rancher Desktop',
}

/** What is put around the names in each language. */
export interface NameWords {
  readonly scope: Readonly<Record<Scope, string>>
  inside(engine: string, machine: string): string
}

/** The words around engines' names. Every face has the same. */
export const nameWords: Readonly<Record<'en' | 'zh-TW', NameWords>> = {
  en: { scope: { user: 'user', system: 'system' }, inside: (engine, machine) => `${engine} in ${machine}` },
  'zh-TW': { scope: { user: '使用者', system: '系統' }, inside: (engine, machine) => `${machine} 裡的 ${engine}` },
}

// Engines whose user scope is a daemon of its own, which people call by that.
const rootless: ReadonlySet<EngineId> = new Set(['docker', 'containerd', 'nerdctl', 'buildkit'])

/** Whose configuration it is, as one says it of this engine: `user`, `system`, `rootless`, `Desktop`. */
export function scopeWord(engine: EngineKey | EngineStatus, { scope }: NameWords): string {
  if (engine.scope === 'system') return scope.system
  // Docker Desktop keeps its file beside those of the docker command [FACTS: docker, Where]; the key alone does not tell.
  const paths = 'targets' in engine ? engine.targets.map(({ path }) => path) : []
  if (engine.id === 'docker' && paths.some((path) => path.includes('/.docker/'))) return 'Desktop'
  return rootless.has(engine.id) ? 'rootless' : scope.user
}

/** The machine that an engine runs in, such as `kind-worker`, `Colima` or `work (Lima)`; null for this one. */
export function machineName(engine: EngineKey): string | null {
  const { instance } = keyOf(engine)
  if (instance === undefined) return null
  const [, maker = '', name = ''] = /^([^.]*)\.(.*)$/.exec(instance) ?? []
  const label = makers[maker] ?? maker
  if (name === 'default' || name === '0') return label
  return name.toLowerCase().startsWith(label.toLowerCase().split(' ')[0] ?? '') ? name : `${name} (${label})`
}

/** `Docker`, `Docker · rootless` where both scopes are among those shown, `containerd in kind-worker`. */
export function engineName(key: EngineKey, among: readonly EngineKey[], words: NameWords): string {
  const shown = among.find((other) => sameKey(other, key)) ?? key
  const isAlone = among.every(
    (other) => other.id !== key.id || other.scope === key.scope || machineName(other) !== machineName(key),
  )
  const label = engineLabels[key.id]
  const name = isAlone ? label : `${label} · ${scopeWord(shown, words)}`
  const machine = machineName(key)
  return machine === null ? name : words.inside(name, machine)
}

/** `docker`, `docker/lima.default`: how an engine is named behind `--engine`; its scope stands behind `--scope`. */
export function typedName(key: EngineKey): string {
  const { id, instance } = keyOf(key)
  return instance === undefined ? id : `${id}/${instance}`
}
