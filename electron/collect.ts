import { hostname } from 'node:os'
import { setFlagsFromString } from 'node:v8'
import type { CollectOptions } from '../shared/pulls/collect-options.ts'
import { startCollector } from './collector/collector.ts'
import { readSettings } from './collector/settings.ts'

/** How a collector that runs is reached, for whoever sets up its mirror and its readers. */
export interface Collecting {
  readonly url: string
  readonly mirror: string
  readonly notifyToken: string
  /** Where the read token lies: it is not printed, since logs are kept. */
  readonly readTokenFile: string
  readonly isTls: boolean
}

/**
 * Much comes and goes at once, and V8 would rather grow than look what has gone: under 10,000 notifications a second to
 * 270 MB, with these to 130 MB [measured, Node 24]. They are read while it runs, unlike those that set a size.
 */
const modest = ['--semi-space-growth-factor=1', '--heap-growing-percent=50']

/** Collects until it is told to end. */
export async function runCollect(options: CollectOptions, onStart: (collecting: Collecting) => void): Promise<void> {
  modest.forEach(setFlagsFromString)
  const settings = readSettings(options, process.env)
  const { port, tokens, close } = await startCollector(settings)
  // All addresses are none that anyone could be sent to.
  const host = ['', '0.0.0.0', '::'].includes(settings.listen.host) ? hostname() : settings.listen.host
  const name = host.includes(':') ? `[${host}]` : host
  onStart({
    url: `${settings.tls ? 'https' : 'http'}://${name}:${port}`,
    mirror: settings.mirror.url,
    notifyToken: tokens.notify,
    readTokenFile: `${settings.state}/read-token`,
    isTls: settings.tls !== null,
  })
  await new Promise<void>((resolve) => process.once('SIGINT', resolve).once('SIGTERM', resolve))
  await close()
}
