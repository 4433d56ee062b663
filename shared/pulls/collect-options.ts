/** Options of `pullcord collect`, as they were typed; null for those that were not. */
export interface CollectOptions {
  readonly mirror: string | null
  readonly upstream: string | null
  readonly listen: string | null
  readonly tlsCert: string | null
  readonly tlsKey: string | null
  readonly state: string | null
  readonly metrics: string | null
  readonly accessLog: string | null
  readonly ttlDays: string | null
  readonly keepDays: string | null
  readonly keepMegabytes: string | null
  readonly quota: string | null
}
