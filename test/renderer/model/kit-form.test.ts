import { expect, it } from 'vitest'
import { emptyKitForm, faultOf, kitCommand, optionsOf, type KitForm } from '../../../renderer/model/kit-form.ts'

const form: KitForm = {
  ...emptyKitForm,
  gitlabUrl: ' https://gitlab.example.com ',
  registryUrl: 'https://registry.example.com',
}
const usual =
  'pullcord gitlab registry-kit certs --gitlab-url https://gitlab.example.com --registry-url https://registry.example.com'

it.each<readonly [string, Partial<KitForm>]>([
  ['', {}],
  [' --registry 3', { registry: 3 }],
  [' --key ecdsa --days 30 --issuer ours', { key: 'ecdsa', days: ' 30 ', issuer: 'ours' }],
])('the command ends in “%s”', (end, parts) => {
  expect(kitCommand({ ...form, ...parts })).toBe(usual + end)
})

it.each<readonly [keyof KitForm & ('gitlabUrl' | 'registryUrl' | 'issuer' | 'days'), string, string]>([
  ['gitlabUrl', '', 'kit-url-bad'],
  ['gitlabUrl', 'https://a; rm -rf /', 'kit-url-bad'],
  ['registryUrl', 'https://a/b', 'kit-registry-path'],
  ['issuer', '$(id)', 'kit-name-bad'],
  ['days', 'ten', 'kit-days-bad'],
  ['days', '-1', 'kit-days-bad'],
])('%s “%s” is wrong, and then there is no command', (field, value, code) => {
  const typed = { ...form, [field]: value }
  expect(faultOf(typed, field)).toMatchObject({ code })
  expect(kitCommand(typed)).toBeNull()
})

it('tells the fault of the field that is asked for alone', () => {
  expect(faultOf({ ...form, registryUrl: '' }, 'gitlabUrl')).toBeNull()
})

it('means the usual options where nothing else was chosen', () => {
  expect(optionsOf(form)).toMatchObject({ service: 'container_registry', relativeUrl: '', days: 3650, registry: 2 })
})
