import { expect, test, vi } from 'vitest'
import { forgetTab, logins, rememberTab, takeToken, type TabMemory } from '../../../renderer/core/login.ts'

function memory(): TabMemory {
  const items = new Map<string, string>()
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  }
}

test('the token is read once and leaves the address bar', () => {
  const history = { replaceState: vi.fn() }
  expect(takeToken({ hash: '#token=abc', pathname: '/', search: '?x=1' }, history)).toBe('abc')
  expect(history.replaceState).toHaveBeenCalledWith(null, '', '/?x=1')
})

test('an address without a token is left alone', () => {
  const history = { replaceState: vi.fn() }
  expect(takeToken({ hash: '', pathname: '/', search: '' }, history)).toBeNull()
  expect(history.replaceState).not.toHaveBeenCalled()
})

test('a token comes before what the tab remembers, and neither is made up', () => {
  const tab = memory()
  expect(logins(null, tab)).toEqual([])
  rememberTab('t1', tab)
  expect(logins('abc', tab)).toEqual([
    { kind: 'login', token: 'abc' },
    { kind: 'login', tab: 't1' },
  ])
  forgetTab(tab)
  expect(logins(null, tab)).toEqual([])
})
