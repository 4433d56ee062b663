import { AppError, failure } from '../../shared/errors.ts'
import type { CollectOptions } from '../../shared/pulls/collect-options.ts'
import { usualKeepsMs } from '../../shared/pulls/freshness.ts'
import { makeMirror, type Mirror } from '../../shared/registry.ts'

/** What a collector works with; every part may come from an option or from the environment. */
export interface CollectSettings {
  readonly mirror: Mirror
  readonly listen: { readonly host: string; readonly port: number }
  /** Paths of a certificate and its key; null for plain HTTP, which only this machine may read. */
  readonly tls: { readonly certificate: string; readonly key: string } | null
  readonly state: string
  /** URL of the mirror's debug port, such as `http://127.0.0.1:5001`; null where it has none. */
  readonly metrics: string | null
  readonly accessLog: string | null
  readonly keepsMs: number
  readonly retention: { readonly days: number; readonly megabytes: number }
  readonly quota: boolean
}

const dayMs = 24 * 3_600_000

/** Reads the options; what is missing comes from `PULLCORD_…` of the environment, then from what is usual. */
export function readSettings(
  options: CollectOptions,
  env: Readonly<Record<string, string | undefined>>,
): CollectSettings {
  const valueOf = (name: keyof CollectOptions): string | null =>
    options[name] ?? env[`PULLCORD_${name.replace(/[A-Z]/g, '_$&').toUpperCase()}`] ?? null
  const url = valueOf('mirror')
  if (url === null) throw failure('usage', { why: 'Name the mirror: --mirror URL.', help: 'collect --help' })
  const made = makeMirror(valueOf('upstream') ?? 'docker.io', url)
  if (!made.ok) throw new AppError(made.notice)
  const [certificate, key] = [valueOf('tlsCert'), valueOf('tlsKey')]
  if ((certificate === null) !== (key === null))
    throw failure('usage', { why: '--tls-cert and --tls-key belong together.', help: 'collect --help' })
  return {
    mirror: made.value,
    listen: listenAt(valueOf('listen') ?? '127.0.0.1:7780'),
    tls: certificate !== null && key !== null ? { certificate, key } : null,
    state: valueOf('state') ?? env['STATE_DIRECTORY'] ?? `${stateHome(env)}/pullcord-collector`,
    metrics: valueOf('metrics')?.replace(/\/+$/, '') ?? null,
    accessLog: valueOf('accessLog'),
    keepsMs: numberOf('ttl-days', valueOf('ttlDays'), usualKeepsMs / dayMs) * dayMs,
    retention: {
      days: numberOf('keep-days', valueOf('keepDays'), 90),
      megabytes: numberOf('keep-megabytes', valueOf('keepMegabytes'), 512),
    },
    quota: valueOf('quota') !== 'off',
  }
}

function listenAt(text: string): CollectSettings['listen'] {
  const [, host, port] = /^(.*):(\d{1,5})$/.exec(text) ?? []
  if (host === undefined || Number(port) > 65_535)
    throw failure('usage', { why: `--listen takes ADDRESS:PORT, not “${text}”.`, help: 'collect --help' })
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) }
}

function numberOf(name: string, text: string | null, usual: number): number {
  if (text === null) return usual
  const value = Number(text)
  if (Number.isFinite(value) && value > 0 && value <= 1_000_000) return value
  throw failure('usage', { why: `--${name} takes a number above 0.`, help: 'collect --help' })
}

function stateHome(env: Readonly<Record<string, string | undefined>>): string {
  return env['XDG_STATE_HOME'] ?? `${env['HOME'] ?? '/var/lib'}/.local/state`
}
