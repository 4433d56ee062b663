import { describe, expect, test } from 'vitest'
import { checkForm, draftOf, formOf, type MirrorForm } from '../../../renderer/model/mirror-draft.ts'

const form = (parts: Partial<MirrorForm>): MirrorForm => ({
  upstream: 'docker.io',
  url: 'https://mirror.corp',
  trust: 'system',
  pem: '',
  ...parts,
})

describe('checkForm', () => {
  test('a right form is fine', () => {
    expect(checkForm(form({}))).toEqual({ upstream: null, url: null, isPemMissing: false, isFine: true })
  })

  test.each([
    [form({ upstream: 'alpine' }), 'upstream-unknown', undefined],
    [form({ url: 'http://me@mirror' }), undefined, 'url-credentials'],
    [form({ url: 'https://index.docker.io' }), undefined, 'mirror-is-upstream'],
    [form({ upstream: '', url: '' }), 'upstream-unknown', 'url-empty'],
  ])('%#: each fault stands at its field', (given, upstream, url) => {
    const faults = checkForm(given)
    expect([faults.upstream?.code, faults.url?.code, faults.isFine]).toEqual([upstream, url, false])
  })

  test('an authority must be given where it is chosen, but only for https', () => {
    expect(checkForm(form({ trust: 'own' })).isPemMissing).toBe(true)
    expect(checkForm(form({ trust: 'own', url: 'http://mirror.corp' })).isFine).toBe(true)
  })
})

describe('draftOf', () => {
  test('options of TLS are dropped where there is none', () => {
    const given = form({ url: ' http://mirror.corp ', trust: 'none', pem: 'x' })
    expect(draftOf(given)).toEqual({ upstream: 'docker.io', url: 'http://mirror.corp', insecure: false, ca: null })
  })

  test('a mirror of the list comes back as it was', () => {
    const ca = { sha256: 'a'.repeat(64), pem: '-----BEGIN CERTIFICATE-----' }
    const mirror = { upstream: 'quay.io', url: 'https://mirror.corp', insecure: false, ca }
    expect(draftOf(formOf(mirror, ''))).toEqual({
      upstream: 'quay.io',
      url: 'https://mirror.corp',
      insecure: false,
      ca: ca.pem,
    })
    expect(draftOf(formOf({ ...mirror, insecure: true, ca: null }, '')).insecure).toBe(true)
  })
})
