import { cpSync, existsSync } from 'node:fs'
import { ADDRESS } from '../lab/addresses.ts'
import { dockerEngine } from '../lab/docker-engines.ts'
import { URL_OF } from '../lab/lab.ts'
import { type Machine, PROJECT_INSIDE, startMachine } from '../lab/machine.ts'
import { nodeIn } from '../lab/node-in.ts'
import { whyNot } from '../lab/prerequisites.ts'
import { startRegistry } from '../lab/registry.ts'
import type { Command } from './race.ts'

/** Our Node, without which nothing of ours starts. */
export const node = nodeIn(PROJECT_INSIDE)

/** The CLI as it is built, run by the Node that we bring. */
export function pullcord(...args: readonly string[]): Command {
  return [node, `${PROJECT_INSIDE}/dist/node/cli.js`, ...args]
}

/** Short names are the bulk of what podman and we read, so the machine has this system's list of them. */
const shortNames = '/etc/containers/registries.conf.d/shortnames.conf'

/** Where files are written whose syncs should cost what they cost on a disk; the lab keeps them in memory. */
const written = ['/etc/containers', '/var/lib/pullcord']

/** Why podman and a running dockerd cannot be measured here; null where they can. */
export async function whyNoEngines(): Promise<string | null> {
  const missing = whyNot('podman', 'flock')
  if (missing !== null) return missing
  const engine = await dockerEngine('system')
  return engine.kind === 'missing' ? engine.why : null
}

/** Starts a lab machine with a mirror of docker.io, which Pullcord knows and does not use yet. */
export async function startWorkshop(): Promise<Machine> {
  const machine = await startMachine()
  try {
    if (existsSync(shortNames)) cpSync(shortNames, machine.path(shortNames))
    for (const [at, folder] of written.entries()) {
      const own = `${machine.work}/disk-${at}`
      await mustRun(machine, ['mkdir', '-p', own, folder])
      await mustRun(machine, ['cp', '-a', `${folder}/.`, own])
      await mustRun(machine, ['mount', '--bind', own, folder])
    }
    // Where the lab could make no network of its own, this is the address of the mirror all the same.
    await startRegistry(machine, { name: 'mirror', listen: `${ADDRESS.mirror}:6000` })
    await mustRun(machine, pullcord('mirror', 'add', `docker.io=${URL_OF.mirror}`))
    return machine
  } catch (error) {
    await machine.stop()
    throw error
  }
}

/** What a command says inside the machine; throws when it fails. */
export async function mustRun(machine: Machine, command: Command): Promise<string> {
  const { code, stdout, stderr } = await machine.run(command)
  if (code !== 0) throw new Error(`${command.join(' ')}: ${code}\n${stdout}${stderr}`)
  return stdout
}
