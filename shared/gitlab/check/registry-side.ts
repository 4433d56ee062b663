import type { Service } from './compose.ts'
import { variableOf } from './registry-config.ts'
import type { Setting } from './setting.ts'
import type { RegistrySide } from './sides.ts'

/** Whether a service of compose runs a registry that may be GitLab's; a pull-through cache is none. */
export function isRegistry({ image, environment }: Service): boolean {
  if (environment.has('REGISTRY_PROXY_REMOTEURL')) return false
  return imageOf(image) !== null || [...environment.keys()].some((name) => name.startsWith('REGISTRY_'))
}

/** The registry that a service and a config.yml make together; a variable outranks the file. */
export function registrySide(service: Service | null, config: ReadonlyMap<string, Setting>): RegistrySide {
  return {
    service,
    version: service && versionOf(service.image),
    get: (name) => service?.environment.get(variableOf(name)) ?? config.get(name) ?? null,
  }
}

const images =
  /^(?:docker\.io\/)?(?:library\/)?registry$|(?:^|\/)distribution\/distribution$|gitlab-container-registry$/

function imageOf(image: string): { readonly name: string; readonly tag: string } | null {
  const [, name = '', tag = ''] = /^([^@]*?)(?::([\w.-]+))?(?:@.*)?$/.exec(image) ?? []
  return images.test(name) ? { name, tag } : null
}

// “registry” without a tag is “latest”, and that is 3 since April 2025 (sameersbn/docker-gitlab#3198).
function versionOf(image: string): RegistrySide['version'] {
  const found = imageOf(image)
  if (found === null) return null
  if (found.name.endsWith('gitlab-container-registry')) return 2
  if (found.tag === '') return image.includes('@') ? null : 3
  if (/^(?:latest|edge)$/.test(found.tag)) return 3
  const [, major] = /^v?(\d+)(?:\.|$|-)/.exec(found.tag) ?? []
  return major === '2' || major === '3' ? (Number(major) as 2 | 3) : null
}
