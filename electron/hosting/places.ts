import type { MirrorPlaces } from '../../shared/hosting/container-argv.ts'
import { stateDirectory, type Disk } from '../system/system.ts'

/** Where a mirror that we run lies; all of it is the user's who runs it. */
export interface HostedPlaces extends MirrorPlaces {
  readonly root: string
  /** The configuration, which may hold a login: 0600, in a directory of mode 0700. */
  readonly registry: string
  /** With which it is shared by TLS, as `registry` names them. */
  readonly certificate: string
  readonly key: string
  /** The supervisor's program, and what it notes. */
  readonly keep: string
  readonly tries: string
}

/** The places of a mirror, by its id. */
export function hostedPlaces({ places }: Disk, id: string): HostedPlaces {
  const root = `${stateDirectory('user', places)}/hosted/${id}`
  return {
    root,
    config: `${root}/config`,
    registry: `${root}/config/registry.yml`,
    certificate: `${root}/config/tls.crt`,
    key: `${root}/config/tls.key`,
    data: `${root}/data`,
    log: `${root}/registry.log`,
    keep: `${root}/keep.sh`,
    tries: `${root}/tries`,
  }
}
