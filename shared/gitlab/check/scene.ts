import { isBelow, nameOf, pathFrom, folderOf, tidy } from './file-paths.ts'
import type { Service } from './compose.ts'
import type { MaterialFacts } from './pem-facts.ts'
import { said, type Setting } from './setting.ts'
import type { Sides } from './sides.ts'
import { parseWebUrl, type WebUrl } from './web-url.ts'

/** All that the rules go by. */
export interface Scene extends Sides {
  readonly material: readonly MaterialFacts[]
  /** Every file that was given. */
  readonly paths: readonly string[]
  /** Milliseconds since 1970. */
  readonly now: number
  /** The registry's URL as the person named it. */
  readonly named: WebUrl | null
}

/** What became of a file that a setting names. */
export type Looked =
  | { readonly kind: 'found'; readonly file: MaterialFacts }
  /** No volume brings it into the container. */
  | { readonly kind: 'unmounted' }
  /** The folder that it should lie in was given, and it is not there. */
  | { readonly kind: 'absent'; readonly path: string }
  | { readonly kind: 'unknown' }

/** Looks up a file by the path that a program uses: through the volumes of its service, or on this machine. */
export function lookUp(scene: Scene, path: string, service: Service | null): Looked {
  const outside = service === null ? { path: tidy(path), isPath: true } : outsideOf(service, path)
  if (outside === null) {
    const isBuiltIn = service?.isBuilt === true || !path.startsWith('/')
    return { kind: isBuiltIn ? 'unknown' : 'unmounted' }
  }
  const exact = scene.material.find((file) => tidy(file.path) === outside.path)
  if (exact) return { kind: 'found', file: exact }
  const alike = scene.material.filter((file) => nameOf(file.path) === nameOf(path))
  if (alike.length === 1) return { kind: 'found', file: alike[0]! }
  const isFolderGiven =
    outside.isPath && scene.paths.some((one) => tidy(folderOf(one)) === tidy(folderOf(outside.path)))
  return isFolderGiven && alike.length === 0 ? { kind: 'absent', path: outside.path } : { kind: 'unknown' }
}

function outsideOf({ mounts }: Service, path: string): { readonly path: string; readonly isPath: boolean } | null {
  const wanted = tidy(path)
  const [mount] = mounts
    .filter(({ target }) => isBelow(wanted, target))
    .toSorted((a, b) => b.target.length - a.target.length)
  if (mount === undefined) return null
  const rest = wanted.slice(mount.target.length).replace(/^\//, '')
  return { path: rest === '' ? mount.source : pathFrom(mount.source, rest), isPath: mount.isPath }
}

/** The name by which people reach the registry, and what says so. */
export function registryHost({ named, gitlab }: Scene): string | null {
  if (named) return named.host
  const host = said(gitlab?.host ?? null)
  return host && (parseWebUrl(`https://${host}`)?.host ?? null)
}

/** The registry as people reach it, as far as GitLab is told; TLS is what everybody uses. */
export function registryUrl(scene: Scene): WebUrl | null {
  const host = registryHost(scene)
  const port = Number(said(scene.gitlab?.port ?? null) ?? 443)
  return scene.named ?? (host ? { scheme: 'https', host, port, path: '' } : null)
}

/** The file that a setting names, if it was given and is PEM. */
export function pemOf(scene: Scene, setting: Setting | null, service: Service | null) {
  const path = said(setting)
  const looked = path === null ? null : lookUp(scene, path, service)
  return looked?.kind === 'found' && looked.file.kind === 'pem' ? looked.file : null
}
