import { execFile } from 'node:child_process'
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { cacheFolder } from './docker-engines.ts'
import { type Docker, FLAGS, readInfo, STORE_FLAGS, type Store } from './dockerd.ts'
import type { Machine } from './machine.ts'
import { whyNot } from './prerequisites.ts'
import { untilUp } from './until.ts'
import { environmentOf } from './users.ts'

/** What a rootless dockerd is started with, unpacked into a folder; or why it cannot be had. */
export type RootlessKit =
  | { readonly kind: 'ready'; readonly usr: string }
  | { readonly kind: 'missing'; readonly why: string }

const SUITE = 'bookworm'
const SOCKET = '/run/user/1500/docker.sock'
const SCRIPT = '/usr/share/docker.io/contrib/dockerd-rootless.sh'

/** Finds, or fetches once, RootlessKit and slirp4netns. */
export async function rootlessKit(): Promise<RootlessKit> {
  const why = whyNot('newuidmap', 'apt-get', 'dpkg-deb', 'flock')
  if (why !== null) return { kind: 'missing', why }
  const folder = cacheFolder()
  const script = fileURLToPath(new URL('fetch-rootless.sh', import.meta.url))
  try {
    await promisify(execFile)('bash', [script, SUITE, folder], { timeout: 180_000 })
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim().split('\n')[0] : ''
    return { kind: 'missing', why: `rootlesskit of ${SUITE} could not be fetched: ${said || String(error)}` }
  }
  return { kind: 'ready', usr: join(folder, `rootless-${SUITE}`, 'usr') }
}

/** Puts the kit into the machine, and a device for its network that everyone may open, as every distribution has it. */
export async function installRootlessKit(machine: Machine, usr: string): Promise<void> {
  cpSync(usr, join(machine.work, 'rootless'), { recursive: true, verbatimSymlinks: true })
  const device = 'mount -t tmpfs -o mode=755 tmpfs /dev/net && mknod -m 666 /dev/net/tun c 10 200'
  const { code, stderr } = await machine.run(['sh', '-c', device])
  if (code !== 0) throw new Error(`no /dev/net/tun: ${stderr}`)
}

/** Starts dockerd as `dev` would, by docker's own script: in RootlessKit, with a network of slirp4netns. */
export async function startRootlessDocker(
  machine: Machine,
  store: Store,
  env: Readonly<Record<string, string>> = {},
): Promise<Docker> {
  const kit = join(machine.work, 'rootless')
  const started = {
    PATH: `${kit}/bin:${environmentOf('dev')['PATH']}`,
    LD_LIBRARY_PATH: `${kit}/lib/x86_64-linux-gnu`,
    ...env,
  }
  const command = ['sh', SCRIPT, ...FLAGS, ...STORE_FLAGS[store]]
  const daemon = await machine.start('dockerd-rootless', command, { user: 'dev', env: started })
  const info = () => readInfo(machine, SOCKET)
  await untilUp(daemon, () =>
    info().then(
      () => true,
      () => false,
    ),
  )
  const docker = ['docker', '-H', `unix://${SOCKET}`]
  return {
    daemon,
    info,
    mirrors: async () => (await info()).RegistryConfig.Mirrors ?? [],
    async pull(image) {
      await machine.run([...docker, 'image', 'rm', '--force', image], { user: 'dev' })
      return machine.run([...docker, 'pull', image], { user: 'dev' })
    },
    stop: () => daemon.stop(),
  }
}
