import * as v from 'valibot'
import {
  handOverForms,
  type HandOverForm,
  type KnownLogins,
  type LoginPick,
  type MadeConfig,
  type VariableOrder,
} from './auth-config.ts'

/** Calls about DOCKER_AUTH_CONFIG. A secret crosses the contract in `take` alone, which exists to hand it over. */
export interface AuthConfigCalls {
  /** Reads the user’s files, and asks the helper that keeps all logins for its list. */
  'auth-config.look': { in: Record<string, never>; out: KnownLogins }
  /** Long work: logs in to each registry, and keeps the value in the core until it is dropped or others push it out. */
  'auth-config.make': {
    in: {
      readonly task: string
      readonly picks: readonly LoginPick[]
      /** False leaves the logins untried, and says so. */
      readonly login: boolean
      /** Hosts of token services that a person has allowed. */
      readonly allowRealms: readonly string[]
      /** Whether a login may go to a registry that has no TLS. */
      readonly plainHttp: boolean
      readonly ca: string | null
    }
    out: MadeConfig
  }
  /** The value itself. */
  'auth-config.take': { in: { readonly id: string; readonly form: HandOverForm }; out: { readonly value: string } }
  /** Puts the value on the clipboard of the machine that the core runs on, for so many seconds. */
  'auth-config.copy': {
    in: { readonly id: string; readonly form: HandOverForm; readonly seconds: number }
    out: { readonly seconds: number }
  }
  /** Creates or updates the variable DOCKER_AUTH_CONFIG by GitLab’s API. */
  'auth-config.set': {
    in: { readonly id: string; readonly order: VariableOrder }
    out: { readonly how: 'created' | 'updated' }
  }
  /** Forgets the value. */
  'auth-config.drop': { in: { readonly id: string }; out: null }
}

const text = (most: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(most))
const id = v.pipe(v.string(), v.regex(/^[0-9a-f-]{36}$/))
const pem = v.nullable(v.pipe(v.string(), v.maxLength(1_000_000)))

const pick = v.strictObject({
  registry: text(500),
  source: v.nullable(v.picklist(['docker', 'podman'])),
  typed: v.nullable(v.strictObject({ user: text(500), password: text(65_536) })),
})
const place = v.variant('kind', [
  v.strictObject({ kind: v.picklist(['project', 'group']), path: text(1000) }),
  v.strictObject({ kind: v.literal('instance') }),
])
const order = v.strictObject({
  gitlab: text(2000),
  place,
  token: text(1000),
  visibility: v.picklist(['visible', 'masked', 'hidden']),
  protected: v.boolean(),
  environment: text(255),
  ca: pem,
})

export const authConfigInputs: {
  readonly [N in keyof AuthConfigCalls]: v.GenericSchema<unknown, AuthConfigCalls[N]['in']>
} = {
  'auth-config.look': v.strictObject({}),
  'auth-config.make': v.strictObject({
    task: text(100),
    picks: v.pipe(v.array(pick), v.minLength(1), v.maxLength(50)),
    login: v.boolean(),
    allowRealms: v.pipe(v.array(text(300)), v.maxLength(50)),
    plainHttp: v.boolean(),
    ca: pem,
  }),
  'auth-config.take': v.strictObject({ id, form: v.picklist(handOverForms) }),
  'auth-config.copy': v.strictObject({
    id,
    form: v.picklist(handOverForms),
    seconds: v.pipe(v.number(), v.integer(), v.minValue(5), v.maxValue(600)),
  }),
  'auth-config.set': v.strictObject({ id, order }),
  'auth-config.drop': v.strictObject({ id }),
}
