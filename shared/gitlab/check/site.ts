import type { Setting } from './setting.ts'

/** What a header that a proxy sets to the registry holds, where it is set at all. */
export type Header = Setting | null

/** A virtual host of a web server that stands before the registry. */
export interface Site {
  readonly server: 'nginx' | 'apache' | 'omnibus'
  /** `registry.conf:3`. */
  readonly place: string
  readonly names: readonly string[]
  readonly ports: readonly number[]
  readonly isTls: boolean
  readonly certificate: Setting | null
  readonly key: Setting | null
  /** Apache's `SSLCertificateChainFile`. */
  readonly chain: Setting | null
  /** Where requests for the registry go. */
  readonly target: Setting | null
  /** Null where it is not limited in this file; then the server's own default counts. */
  readonly bodyLimit: Setting | null
  readonly forwardedProto: Header
  readonly host: Header
  readonly forwardedHost: Header
  /** Headers may be set by a file that is included and is not here. */
  readonly mayHaveMore: boolean
}
