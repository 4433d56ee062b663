import { failure } from '../../shared/errors.ts'
import type { AuthConfigCalls } from '../../shared/gitlab/auth-calls.ts'
import type { KnownLogin, LoginVerdict, VariableOrder } from '../../shared/gitlab/auth-config.ts'
import { rulesFor } from '../../shared/gitlab/auth-rules.ts'
import { notice, type Notice } from '../../shared/notice.ts'

type Answers = {
  readonly [N in keyof AuthConfigCalls]: (
    input: AuthConfigCalls[N]['in'],
  ) => AuthConfigCalls[N]['out'] | Promise<AuthConfigCalls[N]['out']>
}

/** The id of the one value that this core makes. */
const madeId = '00000000-0000-4000-8000-000000000001'

/** The value that is handed over. */
export const madeValue = '{"auths":{"registry.corp:5000":{"auth":"amFuZTpodW50ZXIy"}}}'

/** Logins on file, and what comes of them, in memory; a test says what. */
export class FakeAuthConfig {
  logins: readonly KnownLogin[] = []
  notices: readonly Notice[] = []
  /** By registry; how its login fares, where it is not taken. */
  readonly refusals = new Map<string, { readonly notice: Notice; readonly realm: string | null }>()
  /** What a person answers outside the page, before a value is handed over. */
  answer: () => Promise<'yes' | 'no'> = async () => 'yes'
  /** Whether there is a way to the clipboard of the core's machine. */
  hasClipboard = true
  isHeld = false
  readonly made: AuthConfigCalls['auth-config.make']['in'][] = []
  readonly orders: VariableOrder[] = []
  readonly asked: string[] = []

  readonly answers: Answers = {
    'auth-config.look': () => ({ logins: this.logins, notices: this.notices }),
    'auth-config.make': (order) => {
      this.made.push(order)
      const logins = order.picks.map(({ registry, typed }): LoginVerdict => {
        const about = { registry, key: registry, user: typed?.user ?? 'jane' }
        const refusal = this.refusals.get(registry)
        if (refusal && !(refusal.realm !== null && order.allowRealms.includes(refusal.realm)))
          return { ...about, state: 'refused', ...refusal }
        return order.login
          ? { ...about, state: 'proven', realm: null, notice: notice('auth-login-proven', about) }
          : { ...about, state: 'unproven', realm: null, notice: notice('auth-login-skipped', about) }
      })
      this.isHeld = logins.every(({ state }) => state !== 'refused')
      const auths = Object.fromEntries(order.picks.map(({ registry }) => [registry, { auth: '•••' }]))
      return {
        id: this.isHeld ? madeId : null,
        masked: JSON.stringify({ auths }),
        logins,
        rules: this.isHeld ? rulesFor(madeValue) : [],
      }
    },
    'auth-config.take': async ({ form }) => {
      await this.#allow()
      this.asked.push(`take ${form}`)
      if (!this.isHeld) throw failure('auth-value-gone')
      return { value: madeValue }
    },
    'auth-config.copy': ({ form, seconds }) => {
      if (!this.hasClipboard) throw failure('auth-copy-none')
      this.asked.push(`copy ${form} ${seconds}`)
      return { seconds }
    },
    'auth-config.set': async ({ order }) => {
      await this.#allow()
      this.orders.push(order)
      return { how: 'created' }
    },
    'auth-config.drop': () => {
      this.isHeld = false
      return null
    },
  }

  async #allow(): Promise<void> {
    const registries = 'registry.corp:5000'
    if ((await this.answer()) === 'no') throw failure('auth-not-allowed', { registries, registry: registries })
  }
}
