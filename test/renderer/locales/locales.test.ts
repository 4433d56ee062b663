import { describe, expect, test } from 'vitest'
import { notice } from '../../../shared/notice.ts'
import { sentences as english } from '../../../shared/sentences.ts'
import { locale as en } from '../../../renderer/locales/en.ts'
import { chooseLanguage } from '../../../renderer/locales/load.ts'
import { locale as zh } from '../../../renderer/locales/zh-tw.ts'
import { sentences as chinese } from '../../../shared/sentences-zh-tw.ts'

const blanks = (text: string): readonly string[] => (text.match(/\{\w+\}/g) ?? []).toSorted()

describe('sentences in Traditional Chinese', () => {
  test.each(Object.keys(english) as (keyof typeof english)[])('%s fills the same blanks', (code) => {
    const [[message, hint], [said, next]] = [english[code], chinese[code]]
    expect(blanks(said)).toEqual(blanks(message))
    expect(blanks(next)).toEqual(blanks(hint))
    expect(next === '').toBe(hint === '')
  })

  test('none is kept that the core no longer says', () => {
    expect(Object.keys(chinese).filter((code) => !Object.hasOwn(english, code))).toEqual([])
  })
})

test('a notice is said in each language, and a code that is too new in English', () => {
  const told = notice('mirror-gone', { url: 'http://m', why: 'refused' })
  expect(en.say(told).message).toBe(told.message)
  expect(zh.say(told).message).toBe('連不上 http://m（refused）。')
  expect(zh.say({ ...told, code: 'from-tomorrow' as never })).toMatchObject({ message: told.message, hint: told.hint })
})

test.each([
  ['system', ['zh-TW', 'en'], 'zh-TW'],
  ['system', ['zh-Hant-HK'], 'zh-TW'],
  ['system', ['zh-CN', 'en-US'], 'en'],
  ['system', ['de', 'zh-TW'], 'zh-TW'],
  ['system', [], 'en'],
  ['en', ['zh-TW'], 'en'],
] as const)('%s for a reader of %j is %s', (setting, readers, language) => {
  expect(chooseLanguage(setting, readers)).toBe(language)
})
