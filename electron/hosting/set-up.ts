import { randomBytes } from 'node:crypto'
import { chmod } from 'node:fs/promises'
import { inContainer, keptParts, registryConfig } from '../../shared/hosting/registry-config.ts'
import type { HostedRecord } from '../../shared/hosting/hosted-record.ts'
import { cutLog } from '../system/data-space.ts'
import type { Disk } from '../system/system.ts'
import { hostedPlaces } from './places.ts'

/** Secrets that a mirror is given; each is kept from the last time where it is null. */
export interface SetUp {
  readonly password: string | null
  readonly tls: { readonly certificate: string; readonly key: string } | null
}

const maxLogBytes = 20 * 1024 * 1024

/** The files that a mirror is started from, by their paths; null for one that is not there. */
export type StartFiles = ReadonlyMap<string, string | null>

/** Reads the files that a mirror is started from. */
export async function readSetUp(disk: Disk, id: string): Promise<StartFiles> {
  const { registry, certificate, key } = hostedPlaces(disk, id)
  return new Map(
    await Promise.all([registry, certificate, key].map(async (path) => [path, await disk.load(path)] as const)),
  )
}

/** Puts files back as they were read, and takes away what was not there. */
export async function putBack(disk: Disk, files: StartFiles): Promise<void> {
  for (const [path, text] of files) await (text === null ? disk.remove(path) : disk.store(path, text, 0o600))
}

/** Writes the files that a mirror is started from: nobody else may read them, and none of it is in a command line. */
export async function setUp(disk: Disk, record: HostedRecord, { password, tls }: SetUp): Promise<void> {
  const places = hostedPlaces(disk, record.id)
  const kept = keptParts(await disk.load(places.registry))
  const seen = record.way === 'binary' ? { config: places.config, data: places.data } : inContainer
  const text = registryConfig(record, {
    ...seen,
    password: password ?? kept.password,
    secret: kept.secret ?? randomBytes(32).toString('hex'),
  })
  await disk.makeDirectory(places.data)
  await disk.store(places.registry, text, 0o600)
  await chmod(places.config, 0o700)
  if (tls) {
    await disk.store(places.certificate, tls.certificate, 0o600)
    await disk.store(places.key, tls.key, 0o600)
  }
  await cutLog(places.log, maxLogBytes)
}
