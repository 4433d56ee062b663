import type { MirrorCalls } from '../../shared/mirrors/contract.ts'
import type { Answers } from './calls.ts'
import type { Desk } from './desk.ts'
import { readHealthHistory } from './health-keeper.ts'
import { moveMirror, orderMirrors } from './mirrors.ts'

/** The calls that measure and order mirrors; each part is loaded when it is asked for. */
export const mirrorAnswers = (desk: Desk): Answers<MirrorCalls> => ({
  'mirror.identify': ({ task, draft }) =>
    desk.tasks.run(task, async (signal) => (await import('./identify.ts')).identifyUrl(draft, signal)),
  'mirror.history': ({ mirror }) => readHealthHistory(desk.place.system.disk, mirror),
  'mirror.move': ({ from, to }) => desk.saved((settings) => moveMirror(settings, from, to)),
  'mirror.order': ({ upstream, urls }) => desk.saved((settings) => orderMirrors(settings, upstream, urls)),
  'mirror.speedPlan': async (order) => (await import('./mirror-speed.ts')).planSpeed(desk, order),
  'mirror.speed': ({ task, ...order }) =>
    desk.tasks.run(task, async (signal, tell) =>
      (await import('./mirror-speed.ts')).runSpeed(desk, order, signal, tell),
    ),
})
