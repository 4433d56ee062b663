import type { Service } from './compose.ts'
import type { Setting } from './setting.ts'
import type { Site } from './site.ts'
import type { WebUrl } from './web-url.ts'

/** How GitLab is told of its registry. */
export interface GitlabSide {
  readonly kind: 'docker-gitlab' | 'omnibus'
  /** Its service of compose, where it is one. */
  readonly service: Service | null
  /** Where people reach it, with the setting that says so first. */
  readonly url: { readonly value: WebUrl; readonly from: Setting } | null
  readonly enabled: Setting | null
  readonly host: Setting | null
  readonly port: Setting | null
  readonly apiUrl: Setting | null
  readonly keyPath: Setting | null
  readonly issuer: Setting | null
}

/** How the registry is told of GitLab. */
export interface RegistrySide {
  readonly service: Service | null
  /** Of the program that serves; null where nothing tells. GitLab's own registry counts as 2: it looks keys up as that does. */
  readonly version: 2 | 3 | null
  /** A setting by its dotted name in config.yml, wherever it was made. */
  get(name: string): Setting | null
}

/** Everything that the files say. */
export interface Sides {
  readonly gitlab: GitlabSide | null
  readonly registry: RegistrySide | null
  readonly services: readonly Service[]
  readonly sites: readonly Site[]
}
