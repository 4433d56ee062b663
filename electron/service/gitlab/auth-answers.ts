import type { AuthConfigCalls } from '../../../shared/gitlab/auth-calls.ts'
import { Secret } from '../../../shared/codecs/docker-auth-config.ts'
import { failure } from '../../../shared/errors.ts'
import type { HandOverForm } from '../../../shared/gitlab/auth-config.ts'
import { runnerEnvironment } from '../../../shared/gitlab/auth-lines.ts'
import type { Answers } from '../calls.ts'
import type { Desk } from '../desk.ts'
import { openHandOver, toGitlab, toPage } from './hand-over.ts'
import { holdSecrets } from './held-secrets.ts'

const forms: Readonly<Record<HandOverForm, (line: string) => string>> = {
  line: (line) => line,
  'config-toml': runnerEnvironment,
}

/** The calls about DOCKER_AUTH_CONFIG. */
export function authConfigAnswers(desk: Desk): Answers<AuthConfigCalls> {
  const held = holdSecrets()
  const { system, clipboard } = desk.place
  const allow = openHandOver(desk.place)
  return {
    'auth-config.look': async () => (await import('../../gitlab/known-logins.ts')).listKnownLogins(system, process.env),
    'auth-config.make': async (order) => {
      const { makeAuthConfig } = await import('./auth-config.ts')
      return await desk.tasks.run(order.task, (signal, tell) => makeAuthConfig(desk, held, order, signal, tell))
    },
    'auth-config.take': async ({ id, form }) => {
      const value = held.get(id)
      await allow(value, toPage)
      return { value: forms[form](value.secret.reveal()) }
    },
    'auth-config.copy': async ({ id, form, seconds }) => {
      const secret = new Secret(forms[form](held.get(id).secret.reveal()))
      if (clipboard) await clipboard.copyFor(secret.reveal(), seconds)
      else if (!system.processes) throw failure('auth-copy-none')
      else await (await import('../../gitlab/clipboard.ts')).copyFor(system.processes, process.env, secret, seconds)
      return { seconds }
    },
    'auth-config.set': async ({ id, order }) => {
      const { gitlabHost, setVariable } = await import('../../gitlab/gitlab-variable.ts')
      const value = held.get(id)
      await allow(value, toGitlab(gitlabHost(order.gitlab), order.place))
      return await setVariable(order, value.secret, new AbortController().signal)
    },
    'auth-config.drop': async ({ id }) => {
      held.drop(id)
      return null
    },
  }
}
