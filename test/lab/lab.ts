import { join } from 'node:path'
import { ADDRESS } from './addresses.ts'
import { makeImage } from './image.ts'
import { type Machine, startMachine } from './machine.ts'
import { type Registry, startRegistry } from './registry.ts'
import { storeImage } from './registry-storage.ts'

/** Mirrors by URL, as a person would type them. */
export const URL_OF = {
  mirror: `http://${ADDRESS.mirror}:6000`,
  quayMirror: `http://${ADDRESS.mirror}:6001`,
  tlsMirror: `https://${ADDRESS.mirror}:6443`,
  loopbackMirror: 'http://127.0.0.1:6000',
} as const

/** What the hub and quay hold before the first pull: repository and tag. */
const HUB_IMAGES = ['library/demo:1', 'library/demo:2', 'library/alpine:3.20', 'team/app:1', 'team/app:2']
const QUAY_IMAGES = ['org/tool:1', 'org/tool:2']

/** A machine with Docker Hub and quay.io as it sees them, and the office's mirrors of both. */
export interface Lab {
  readonly machine: Machine
  readonly hub: Registry
  readonly quay: Registry
  readonly mirror: Registry
  readonly quayMirror: Registry
  /** The same upstream as `mirror`, over TLS that only the office's authority vouches for. */
  readonly tlsMirror: Registry
  stop(): Promise<void>
}

function fill(storage: string, registry: string, images: readonly string[]): string {
  for (const image of images) {
    const [repository = '', tag = ''] = image.split(':')
    storeImage(storage, repository, tag, makeImage(`${registry}/${image}`))
  }
  return storage
}

/** Starts the lab; `engine` is a folder of an unpacked engine to lay over /usr. */
export async function startLab(engine: string | null = null): Promise<Lab> {
  const machine = await startMachine(engine)
  const { hub: hubTls, office } = machine.certificates
  const upstream = (name: keyof typeof ADDRESS, host: string, images: readonly string[]) =>
    startRegistry(machine, {
      name,
      listen: `${ADDRESS[name]}:443`,
      tls: hubTls,
      storage: fill(join(machine.work, name), host, images),
    })
  const through = (name: string, port: number, url: string) =>
    startRegistry(machine, { name, listen: `:${port}`, upstream: url })
  try {
    const [hub, quay] = await Promise.all([
      upstream('hub', 'docker.io', HUB_IMAGES),
      upstream('quay', 'quay.io', QUAY_IMAGES),
    ])
    const [mirror, quayMirror, tlsMirror] = await Promise.all([
      through('mirror', 6000, 'https://registry-1.docker.io'),
      through('quay-mirror', 6001, 'https://quay.io'),
      startRegistry(machine, {
        name: 'tls-mirror',
        listen: ':6443',
        upstream: 'https://registry-1.docker.io',
        tls: office,
      }),
    ])
    return { machine, hub, quay, mirror, quayMirror, tlsMirror, stop: () => machine.stop() }
  } catch (error) {
    await machine.stop()
    throw error
  }
}
