import type { Check } from '../../../shared/doctor.ts'
import type { EngineStatus } from '../../../shared/contract.ts'
import { sameKey, type EngineKey } from '../../../shared/engine.ts'
import { notice } from '../../../shared/notice.ts'
import { dockerTarget } from '../../engines/docker-context.ts'
import { check, type Exam, type Scene } from './scene.ts'

const providers = ['qemu', 'applehv', 'libkrun', 'wsl', 'hyperv']

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

async function dockerElsewhere(scene: Scene, { id, scope, chosen }: EngineStatus): Promise<readonly Check[]> {
  const key = { id, scope }
  const found = await dockerTarget(scene.desk.looking.system.disk, scene.env)
  const own = found && (await socketOf(scene, key))
  if (!found || (own !== null && found.host === own)) return [check('machine', key, '')]
  const { context, host, source } = found
  const name = context === null ? (host ?? '') : `the context “${context}”`
  const where = context === null || host === null ? name : `${name} (${host})`
  const said = notice('doctor-docker-elsewhere', { where, source })
  return [check('machine', key, source, chosen ? 'problem' : 'note', said)]
}

// Rootless engines and Docker Desktop are reached by a context of their own.
async function socketOf({ surveys }: Scene, key: EngineKey): Promise<string | null> {
  const facts = (await surveys()).find((one) => sameKey(one.key, key))?.facts
  const socket = facts?.id === 'docker' ? facts.running?.socket : undefined
  return socket === undefined ? null : `unix://${socket}`
}

// A password has no place in a report that people send to others.
function withoutLogin(url: string): string {
  return url.replace(/\/\/[^@/]*@/, '//')
}
