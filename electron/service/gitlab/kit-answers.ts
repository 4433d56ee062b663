import type { KitCalls } from '../../../shared/gitlab/kit-calls.ts'
import type { Answers } from '../calls.ts'
import type { Desk } from '../desk.ts'

/** The files for a registry beside GitLab; nothing of this machine is looked at. */
export const kitAnswers = (_desk: Desk): Answers<KitCalls> => ({
  'gitlab.kit': async ({ options, withPair }) => (await import('./kit.ts')).makeKit(options, withPair),
  'gitlab.rotate': async (order) => (await import('./kit-rotation.ts')).rotateKit(order),
})
