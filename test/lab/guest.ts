import { chmodSync, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import type { Daemon, Machine, RunOptions } from './machine.ts'
import type { Outcome } from './outcome.ts'
import { homeOf } from './users.ts'

/** Where programs stand that play those of Lima; to be put on PATH. */
export const GUEST_BIN = '/run/lab/bin'

const ENTRIES = '/run/lab/entries'

/** What the guest calls the lab machine's loopback: their network is the same. */
export const GUEST_HOST = 'host.lima.internal'

/** A machine inside a lab machine, as Lima's `default` is found and entered. No VM: its files and processes are its own. */
export interface LabGuest {
  /** Where the test process finds a file of the guest. */
  path(inside: string): string
  run(command: readonly string[], options?: RunOptions): Promise<Outcome>
  start(name: string, command: readonly string[]): Promise<Daemon>
  /** How often it was entered by `limactl` so far. */
  entries(): number
}

const INIT = `
set -e
guest=/run/lab/guest
mkdir -p $guest/etc $guest/lib $guest/home
cp -a /etc/. $guest/etc/
echo '127.0.0.1 ${GUEST_HOST}' >>$guest/etc/hosts
mount -t tmpfs -o mode=755 tmpfs $guest/lib
mkdir -p $guest/lib/docker $guest/lib/containers
mount --bind $guest/etc /etc
mount --bind $guest/lib /var/lib
mount -t tmpfs -o mode=700 tmpfs /root
mount -t tmpfs -o mode=755 tmpfs /run
mkdir -p /run/lock
echo up
exec sleep infinity
`

/** Starts the guest, and what says on the lab machine that it runs. */
export async function startGuest(machine: Machine): Promise<LabGuest> {
  for (const folder of [GUEST_BIN, '/run/lab/agent']) mkdirSync(machine.path(folder), { mode: 0o755 })
  const init = await machine.start('guest', ['unshare', '--mount', '--pid', '--fork', '--mount-proc', 'sh', '-c', INIT])
  // Its own root says when it is laid out.
  const way = ['nsenter', `--mount=/proc/${init.pid}/ns/mnt`, `--pid=/proc/${init.pid}/ns/pid_for_children`, '--']
  const limactl = [
    '#!/bin/sh',
    '[ "$1 $2 $3 $4" = "shell --workdir / default" ] || exit 64',
    'shift 4',
    `echo >>${ENTRIES}`,
  ]
  writeFileSync(machine.path(`${GUEST_BIN}/limactl`), [...limactl, `exec ${way.join(' ')} "$@"`, ''].join('\n'))
  chmodSync(machine.path(`${GUEST_BIN}/limactl`), 0o755)
  await machine.run(['cp', '/usr/bin/sleep', '/run/lab/agent/limactl'])
  const agent = await machine.start('limactl', ['/run/lab/agent/limactl', 'infinity'])
  const instance = machine.path(`${homeOf('root')}/.lima/default`)
  mkdirSync(instance, { recursive: true })
  writeFileSync(`${instance}/lima.yaml`, 'images: []\n')
  writeFileSync(`${instance}/ha.pid`, `${agent.pid}\n`)
  for (let tries = 0; tries < 100; tries++) {
    if ((await machine.run([...way, 'test', '-d', '/run/lock'])).code === 0) break
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  // What runs here is root's, and podman's and docker's configuration that of its own home.
  const env = { HOME: '/root' }
  return {
    path: (inside) => `/proc/${init.hostPid}/root${inside}`,
    run: (command, options = {}) => machine.run([...way, ...command], { env, ...options }),
    entries: () => (existsSync(machine.path(ENTRIES)) ? statSync(machine.path(ENTRIES)).size : 0),
    start: (name, command) => machine.start(name, [...way, ...command], { env }),
  }
}
