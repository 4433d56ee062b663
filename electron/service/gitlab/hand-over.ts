import { failure } from '../../../shared/errors.ts'
import type { VariablePlace } from '../../../shared/gitlab/auth-config.ts'
import { notice, type Notice } from '../../../shared/notice.ts'
import { plainText } from '../../../shared/plain-text.ts'
import type { Workplace } from '../../switching/place.ts'
import type { HeldValue } from './held-secrets.ts'

/** Lets a value with logins from files or helpers go only after a person’s yes, where pages can ask for it. */
export type Allow = (value: HeldValue, question: (registries: string) => Notice) => Promise<void>

/** One question at a time: a page could bury one under many others, or tire a person into a yes. */
export function openHandOver({ confirm }: Pick<Workplace, 'confirm'>): Allow {
  let isAsking = false
  return async ({ stored }, question) => {
    // Without a page a person typed the very command; what was typed into a page, that page knows.
    if (!confirm || stored.length === 0) return
    const registries = stored.join(', ')
    const values = { registries, registry: stored.join(',') }
    if (isAsking) throw failure('auth-asking', values)
    isAsking = true
    const answer = await confirm(question(registries)).finally(() => (isAsking = false))
    if (answer !== 'yes') throw failure(answer === 'no' ? 'auth-not-allowed' : 'auth-nobody-asked', values)
  }
}

/** The question before a page gets logins to read. */
export const toPage = (registries: string): Notice => notice('auth-ask-page', { registries })

/** The question before logins go to a GitLab. */
export function toGitlab(host: string, place: VariablePlace): (registries: string) => Notice {
  const where = place.kind === 'instance' ? 'instance' : `${place.kind} ${plainText(place.path)}`
  return (registries) => notice('auth-ask-gitlab', { registries, host, where })
}
