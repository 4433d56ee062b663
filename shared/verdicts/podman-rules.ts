import type { SenseRules } from './podman-sense.ts'
import type { Dialect } from './podman-toml-values.ts'

/** In what one podman differs from the others. */
export interface PodmanRules extends SenseRules {
  readonly engine: string
  readonly dialect: Dialect
  /** Podman 6: all directories in one pool, and more of them. */
  readonly pooled: boolean
  /** A drop-in that is a link to nowhere stops every pull. */
  readonly danglingFails: boolean
  /** An empty list is a setting, where the old format and the new may not be mixed. */
  readonly emptyCounts: boolean
  /** Keys that not every version has. */
  readonly keys: readonly string[]
}

const toml = { bom: true, replacementBreaks: false, toml11: false, any: 'any' } as const
const upTo5 = { emptyCounts: true, pooled: false, danglingFails: false, cutsMirrors: false, knowsV1: true } as const
const helpers = ['credential-helpers', 'additional-layer-store-auth-helper']

/** The versions that were measured: those of Debian 12, 13, unstable and experimental in November 2026. */
export const podmanRules: readonly PodmanRules[] = [
  {
    ...upTo5,
    engine: 'podman 4.3',
    dialect: { bom: false, replacementBreaks: true, toml11: false, any: 'interface {}' },
    danglingFails: true,
    emptyCounts: false,
    keys: ['credential-helpers'],
  },
  { ...upTo5, engine: 'podman 5.4', dialect: toml, keys: helpers },
  { ...upTo5, engine: 'podman 5.8', dialect: { ...toml, toml11: true }, cutsMirrors: true, keys: helpers },
  {
    engine: 'podman 6.1',
    dialect: { ...toml, toml11: true },
    pooled: true,
    danglingFails: false,
    cutsMirrors: true,
    knowsV1: false,
    emptyCounts: true,
    keys: [...helpers, 'namespace-proxy'],
  },
]
