import { expect, test } from 'vitest'
import { notice } from '../../../shared/notice.ts'
import { freshElectron } from '../double/fresh.ts'

const question = notice('auth-ask-gitlab', { registries: 'r.corp', host: 'gitlab.corp', where: 'group team' })

test.each([
  ['en', 0, 'no', /asks to send the stored logins of r\.corp to gitlab\.corp, for its group team/],
  ['en', 1, 'yes', /r\.corp/],
  ['zh-TW', 1, 'yes', /要把 r\.corp 已存的登入送到 gitlab\.corp/],
] as const)('in %s, button %i is %s', async (language, response, answer, message) => {
  const { asked } = await freshElectron()
  const { confirmBy } = await import('../../../electron/shell/confirm.ts')
  asked.response = response
  expect(await confirmBy(async () => language)(question)).toBe(answer)
  expect(asked.questions).toHaveLength(1)
  const [shown] = asked.questions
  expect(shown?.message).toMatch(message)
  // Enter and Escape must not say yes: a page can choose the moment.
  expect([shown?.defaultId, shown?.cancelId, shown?.buttons?.length]).toEqual([0, 0, 2])
})
