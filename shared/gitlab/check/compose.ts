import type { Budget } from './budget.ts'
import { folderOf, pathFrom } from './file-paths.ts'
import { parseEnvFile } from './env-file.ts'
import { mountOf, portOf, type Mount, type Port } from './compose-values.ts'
import { interpolate, type Variables } from './interpolation.ts'
import type { Setting } from './setting.ts'
import { itemsOf, namesIn, under, type Tree } from './yaml-tree.ts'

/** A service of compose, as far as it matters to GitLab's registry. */
export interface Service {
  readonly name: string
  /** `compose.yaml:14`. */
  readonly place: string
  readonly image: string
  /** Its image is built here, so that files may be in it which no volume brings. */
  readonly isBuilt: boolean
  readonly environment: ReadonlyMap<string, Setting>
  readonly mounts: readonly Mount[]
  readonly networks: readonly string[]
  /** Every name by which the other services of its networks reach it. */
  readonly names: readonly string[]
  /** Names that lead from it to another service: `links` and `external_links`. */
  readonly links: ReadonlyMap<string, string>
  readonly ports: readonly Port[]
  readonly replicas: number
}

/** The services of one compose file, and variables that it uses and nobody sets. */
export interface Compose {
  readonly services: readonly Service[]
  readonly unset: readonly { readonly variable: string; readonly place: string }[]
}

/** Reads the services of a compose file; `textOf` gives a file of variables that it names, null for one that is not here. */
export function readCompose(
  path: string,
  tree: Tree,
  textOf: (path: string) => string | null,
  budget: Budget,
): Compose {
  const folder = folderOf(path)
  const variables = variablesOf(textOf(pathFrom(folder, '.env')), budget)
  const unset: Compose['unset'][number][] = []
  const placeOf = ({ line }: Tree): string => `${path}:${line}`
  const text = (one: Tree | null): string => {
    budget.spend(1)
    if (one?.kind !== 'scalar' || one.text === null) return ''
    budget.spend(one.text.length)
    const { text: value, unset: missing } = interpolate(one.text, variables, budget)
    for (const variable of missing) unset.push({ variable, place: placeOf(one) })
    return value
  }

  const environment = (service: Tree): ReadonlyMap<string, Setting> => {
    const found = new Map<string, Setting>()
    for (const item of itemsOf(under(service, 'env_file'))) {
      const file = pathFrom(folder, text(under(item, 'path') ?? item))
      for (const [name, setting] of parseEnvFile(file, textOf(file) ?? '', new Map(), budget)) found.set(name, setting)
    }
    const own = under(service, 'environment')
    const add = (name: string, at: Tree, read: () => string | null): void => {
      budget.spend(1 + name.length)
      const before = unset.length
      const value = read() ?? variables.get(name)
      const isUnset = value === undefined || unset.length > before
      found.set(name, { name, value: value ?? '', place: placeOf(at), ...(isUnset && { isUnset }) })
    }
    if (own?.kind === 'map') {
      for (const [name, value] of own.entries) add(name, value, () => (isEmpty(value) ? null : text(value)))
    }
    for (const item of own?.kind === 'list' ? own.items : []) {
      const [, name = '', equals] = /^([^=]*)(=?)/.exec(item.kind === 'scalar' ? (item.text ?? '') : '') ?? []
      add(name, item, () => (equals === '' ? null : text(item).slice(name.length + 1)))
    }
    return found
  }

  // A secret or a configuration is a file that compose mounts under a path of its own.
  const brought = (service: Tree, kind: 'secrets' | 'configs', usual: string): readonly Mount[] =>
    itemsOf(under(service, kind)).map((item) => {
      const name = text(under(item, 'source') ?? item)
      const target = text(under(item, 'target'))
      const file = text(under(tree, kind, name, 'file'))
      const inside = target.startsWith('/') ? target : `${usual}${target || name}`
      return { source: file === '' ? name : pathFrom(folder, file), isPath: file !== '', target: inside }
    })

  const read = (name: string, service: Tree): Service => {
    const mode = text(under(service, 'network_mode'))
    const networks = namesIn(under(service, 'networks'))
    const aliases = networks.flatMap((network) => {
      const names = namesIn(under(service, 'networks', network, 'aliases'))
      budget.spend(1 + names.length)
      return names
    })
    const shared = mode === '' ? ['default'] : [`mode ${mode}`]
    const links = [...itemsOf(under(service, 'links')), ...itemsOf(under(service, 'external_links'))].map((item) => {
      const [to = '', alias = to] = text(item).split(':')
      return [alias, to] as const
    })
    const fixed = [text(under(service, 'container_name')), text(under(service, 'hostname'))].filter((one) => one !== '')
    return {
      name,
      place: placeOf(service),
      image: text(under(service, 'image')),
      isBuilt: under(service, 'build') !== null,
      environment: environment(service),
      mounts: [
        ...itemsOf(under(service, 'volumes')).flatMap((item) => mountOf(item, text, folder)),
        ...brought(service, 'secrets', '/run/secrets/'),
        ...brought(service, 'configs', '/'),
      ],
      networks: networks.length > 0 ? networks : shared,
      names: [name, ...fixed, ...aliases],
      links: new Map(links),
      ports: itemsOf(under(service, 'ports')).flatMap((item) => portOf(item, text)),
      replicas: Number(text(under(service, 'deploy', 'replicas')) || text(under(service, 'scale')) || 1),
    }
  }

  const all = under(tree, 'services')
  const services = all?.kind === 'map' ? [...all.entries].map(([name, service]) => read(name, service)) : []
  return { services, unset }
}

/** Services of the same name from several files as one: what a later file says of a setting counts. */
export function mergeServices(files: readonly (readonly Service[])[]): readonly Service[] {
  const merged = new Map<string, Service>()
  for (const service of files.flat()) {
    const first = merged.get(service.name)
    merged.set(service.name, first ? overlaid(first, service) : service)
  }
  return [...merged.values()]
}

function overlaid(first: Service, over: Service): Service {
  const namesNoNetwork = over.networks.length === 1 && over.networks[0] === 'default'
  return {
    ...over,
    place: first.place,
    image: over.image || first.image,
    isBuilt: first.isBuilt || over.isBuilt,
    environment: new Map([...first.environment, ...over.environment]),
    mounts: [...over.mounts, ...first.mounts],
    networks: namesNoNetwork ? first.networks : [...new Set([...first.networks, ...over.networks])],
    names: [...new Set([...first.names, ...over.names])],
    links: new Map([...first.links, ...over.links]),
    ports: [...first.ports, ...over.ports],
    replicas: Math.max(first.replicas, over.replicas),
  }
}

function variablesOf(text: string | null, budget: Budget): Variables {
  return new Map([...parseEnvFile('.env', text ?? '', new Map(), budget)].map(([name, { value }]) => [name, value]))
}

function isEmpty(tree: Tree): boolean {
  return tree.kind === 'scalar' && tree.text === null
}
