import type { Check } from '../../../shared/doctor.ts'
import type { EngineStatus } from '../../../shared/contract.ts'
import { notice } from '../../../shared/notice.ts'
import type { Disk } from '../../system/system.ts'
import { check, type Exam, type Scene } from './scene.ts'

const providers = ['qemu', 'applehv', 'libkrun', 'wsl', 'hyperv']
const ownSockets = ['unix:///var/run/docker.sock', 'unix:///run/docker.sock']

/** Whether the commands that people type reach the engines whose files are here. */
export const machineExam: Exam = {
  id: 'machine',
  async look(scene) {
    const { engines } = await scene.status()
    const found = engines.map((one) =>
      one.id === 'podman' ? podmanElsewhere(scene, one) : dockerElsewhere(scene, one),
    )
    return (await Promise.all(found)).flat()
  },
}

async function podmanElsewhere({ desk, env }: Scene, { id, scope }: EngineStatus): Promise<readonly Check[]> {
  const key = { id, scope }
  const { disk } = desk.looking.system
  const variable = ['CONTAINER_HOST', 'CONTAINER_CONNECTION'].find((name) => env[name])
  if (variable !== undefined) {
    const where = withoutLogin(env[variable]!)
    return [check('machine', key, variable, 'problem', notice('doctor-remote-podman', { variable, where }))]
  }
  const root = `${disk.places.home}/.config/containers/podman/machine`
  const lists = await Promise.all(providers.map((name) => disk.list(`${root}/${name}`, '.json')))
  if (lists.every((names) => !names || names.length === 0)) return [check('machine', key, '')]
  return [check('machine', key, root, 'note', notice('doctor-podman-machine', { path: root }))]
}

async function dockerElsewhere({ desk, env }: Scene, { id, scope, chosen }: EngineStatus): Promise<readonly Check[]> {
  const key = { id, scope }
  const found = await dockerTarget(desk.looking.system.disk, env)
  if (!found) return [check('machine', key, '')]
  const said = notice('doctor-docker-elsewhere', { ...found, where: withoutLogin(found.where) })
  return [check('machine', key, found.source, chosen ? 'problem' : 'note', said)]
}

// As the docker command decides: DOCKER_HOST, then DOCKER_CONTEXT, then its own configuration.
async function dockerTarget(
  disk: Disk,
  env: Scene['env'],
): Promise<{ readonly where: string; readonly source: string } | null> {
  if (env.DOCKER_HOST) {
    return ownSockets.includes(env.DOCKER_HOST) ? null : { where: env.DOCKER_HOST, source: 'DOCKER_HOST' }
  }
  if (env.DOCKER_CONTEXT) return named(env.DOCKER_CONTEXT, 'DOCKER_CONTEXT')
  const path = `${env.DOCKER_CONFIG ?? `${disk.places.home}/.docker`}/config.json`
  const state = await disk.read(path)
  return state.kind === 'text' ? named(contextIn(state.text), path) : null
}

function named(context: string, source: string): { readonly where: string; readonly source: string } | null {
  return context === '' || context === 'default' ? null : { where: `the context “${context}”`, source }
}

function contextIn(text: string): string {
  try {
    const { currentContext } = JSON.parse(text) as { readonly currentContext?: unknown }
    return typeof currentContext === 'string' ? currentContext : ''
  } catch {
    return ''
  }
}

// A password has no place in a report that people send to others.
function withoutLogin(url: string): string {
  return url.replace(/\/\/[^@/]*@/, '//')
}
