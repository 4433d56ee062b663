import { AppError } from '../../shared/errors.ts'
import { kitDefaults, readKitOptions, type KitOptions } from '../../shared/gitlab/kit-options.ts'
import { notice, type Notice } from '../../shared/notice.ts'

/** What is typed and chosen for a registry beside GitLab. */
export interface KitForm {
  readonly gitlabUrl: string
  readonly registryUrl: string
  readonly issuer: string
  readonly days: string
  readonly registry: KitOptions['registry']
  readonly key: KitOptions['key']
}

/** The form before anybody has typed. */
export const emptyKitForm: KitForm = {
  gitlabUrl: '',
  registryUrl: '',
  issuer: kitDefaults.issuer,
  days: String(kitDefaults.days),
  registry: kitDefaults.registry,
  key: kitDefaults.key,
}

/** The options that a form means. */
export function optionsOf({ days, ...form }: KitForm): KitOptions {
  return { ...kitDefaults, ...form, days: /^\d+$/.test(days.trim()) ? Number(days) : 0 }
}

/** What is wrong with a field, as the core would say it; null where nothing is. */
export function faultOf(form: KitForm, field: 'gitlabUrl' | 'registryUrl' | 'issuer' | 'days'): Notice | null {
  const good: KitForm = {
    ...emptyKitForm,
    gitlabUrl: 'https://gitlab.example',
    registryUrl: 'https://registry.example',
  }
  try {
    readKitOptions(optionsOf({ ...good, [field]: form[field] }))
    return null
  } catch (error) {
    return error instanceof AppError ? error.notice : notice('unexpected', { why: String(error) })
  }
}

/** The command that makes the whole kit in `certs`; options that are as usual are left out. Null where a field is wrong. */
export function kitCommand(form: KitForm): string | null {
  const fields = ['gitlabUrl', 'registryUrl', 'issuer', 'days'] as const
  if (fields.some((field) => faultOf(form, field) !== null)) return null
  const { gitlabUrl, registryUrl, ...others } = optionsOf(form)
  const more = (['registry', 'key', 'days', 'issuer'] as const)
    .filter((name) => others[name] !== kitDefaults[name])
    .map((name) => ` --${name} ${others[name]}`)
  return `pullcord gitlab registry-kit certs --gitlab-url ${gitlabUrl.trim()} --registry-url ${registryUrl.trim()}${more.join('')}`
}
