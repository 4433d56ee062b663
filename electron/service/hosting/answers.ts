import type { HostCalls } from '../../../shared/hosting/contract.ts'
import type { Answers } from '../calls.ts'
import type { Desk } from '../desk.ts'

/** The calls about mirrors on this machine; each part is loaded when it is asked for. */
export const hostAnswers = (desk: Desk): Answers<HostCalls> => ({
  'host.list': async () => (await import('./looks.ts')).listHosted(desk),
  'host.offer': async (order) => (await import('./looks.ts')).offerHosting(desk, order),
  'host.logs': async (order) => (await import('./looks.ts')).hostedLogs(desk, order),
  'host.export': async (order) => (await import('./looks.ts')).exportHosted(desk, order),
  'host.start': async (order) => (await import('./start.ts')).startHosted(desk, order),
  'host.stop': async (order) => (await import('./end.ts')).stopHosted(desk, order),
  'host.remove': async (order) => (await import('./end.ts')).removeHosted(desk, order),
  'host.prune': async (order) => (await import('./prune.ts')).pruneHosted(desk, order),
})
