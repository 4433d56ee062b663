import * as v from 'valibot'
import { expect, test } from 'vitest'
import { defaultSettings, settingsShape } from '../../shared/settings.ts'

const read = (value: unknown) => v.safeParse(settingsShape, value)
const mirror = { upstream: 'docker.io', url: 'http://m', insecure: false, ca: null }

test('what is missing is as it is for a newcomer', () => {
  expect(read({ version: 1 })).toMatchObject({ success: true, output: defaultSettings })
})

test('what a newer version may have added is left out', () => {
  const settings = { ...defaultSettings, mirrors: [mirror], engines: [{ id: 'docker', scope: 'system' }] }
  expect(read({ ...settings, colour: 'green' }).output).toEqual(settings)
})

test.each([
  [null],
  [[]],
  ['{}'],
  [{}],
  [{ version: 2 }],
  [{ version: '1' }],
  [{ version: 1, mirrors: 'http://m' }],
  [{ version: 1, mirrors: [{ ...mirror, insecure: 'no' }] }],
  [{ version: 1, mirrors: [{ ...mirror, ca: { sha256: '../../etc/passwd', pem: '' } }] }],
  [{ version: 1, mirrors: [{ upstream: 'docker.io', url: 'http://m' }] }],
  [{ version: 1, engines: [{ id: 'podman', scope: 'all' }] }],
  [{ version: 1, keepTheirs: 1 }],
  [{ version: 1, strict: 'yes' }],
  [{ version: 1, language: 'fr' }],
])('%j is no settings file', (value) => {
  expect(read(value).success).toBe(false)
})
