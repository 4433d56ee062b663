import type { Scope } from '../../shared/engine.ts'
import type { Process, Processes } from '../system/system.ts'
import { isAllOf, isRootsDaemon } from './owner.ts'

/** podman’s API services of a scope, the first process of each. */
export async function findServices(processes: Processes, scope: Scope, uid: number): Promise<readonly Process[]> {
  const owner = scope === 'system' ? 0 : uid
  const services = (await processes.named('podman')).filter((one) => isService(one, owner, uid))
  // Rootless podman starts itself again in namespaces of its own, and passes signals on to that child.
  const first = services.filter(({ parent }) => !services.some(({ pid }) => pid === parent))
  const sees = await Promise.all(first.map(({ pid }) => processes.sees(pid, '/etc/containers')))
  return first.filter((_, at) => sees[at] !== false)
}

// Any user can start a setuid program under podman's name with this very command line, as `exec -a` does: so the
// file that runs counts. Of root's processes others cannot see it, and they do no more than tell of them.
function isService(process: Process, owner: number, uid: number): boolean {
  if (!isAllOf(process, owner)) return false
  const { command, program } = process
  if (program === null ? uid === owner : !program.isFound) return false
  const at = command.indexOf('system')
  return at > 0 && command[at + 1] === 'service'
}

/** CRI-O, which is root’s, and no other program than one that root installed. */
export async function findCrio(processes: Processes, uid: number): Promise<Process | null> {
  for (const one of await processes.named('crio')) {
    if (isRootsDaemon(one, uid) && (await processes.sees(one.pid, '/etc/containers')) !== false) return one
  }
  return null
}
