import { expect, test } from 'vitest'
import { pickLanguage } from '../../electron/shell/language.ts'

test.each([
  ['system', ['zh-TW', 'en'], 'zh-TW'],
  ['system', ['zh-Hant-HK'], 'zh-TW'],
  ['system', ['zh-CN', 'en-US'], 'en'],
  ['system', ['de-DE', 'zh-HK'], 'zh-TW'],
  ['system', ['C'], 'en'],
  ['system', [], 'en'],
  ['en', ['zh-TW'], 'en'],
  ['zh-TW', ['en-US'], 'zh-TW'],
] as const)('%s on a desktop in %j: %s', (setting, preferred, language) => {
  expect(pickLanguage(setting, preferred)).toBe(language)
})
