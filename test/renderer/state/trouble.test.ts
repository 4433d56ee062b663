import { expect, test } from 'vitest'
import { notice } from '../../../shared/notice.ts'
import { CallFailed, Disconnected } from '../../../renderer/core/channel.ts'
import { createStore } from '../../../renderer/state/store.ts'
import { troubleOf } from '../../../renderer/state/trouble.ts'

test('what the core refused is told in its words, a lost line in ours, and our own faults are not hidden', () => {
  expect(troubleOf(new CallFailed(notice('busy')))).toEqual({ notice: notice('busy') })
  expect(troubleOf(new Disconnected())).toEqual({ notice: null })
  expect(() => troubleOf(new TypeError('ours'))).toThrow('ours')
})

test('a store keeps the other parts and tells each change once', () => {
  const store = createStore({ a: 1, b: 2 })
  let told = 0
  const end = store.subscribe(() => told++)
  store.set({ a: 3 })
  end()
  store.set({ a: 4 })
  expect([store.get(), told]).toEqual([{ a: 4, b: 2 }, 1])
})
