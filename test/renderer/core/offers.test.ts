import { expect, test, vi } from 'vitest'
import { createStore } from '../../../renderer/state/store.ts'
import { offersOf, showWhenFree } from '../../../renderer/core/offers.ts'

function page() {
  const target = new EventTarget() as Window
  const send = (data: unknown, source: unknown = target): void =>
    void target.dispatchEvent(Object.assign(new Event('message'), { data, source }))
  return { target, send }
}
const link = 'pullcord://set-up?data=e30'
const told = { kind: 'pullcord-link', link }

test('a link that comes before anyone listens is kept, the latest one', () => {
  const { target, send } = page()
  const hear = offersOf(target)
  send({ ...told, link: 'pullcord://set-up?old' })
  send(told)
  const heard = vi.fn()
  hear(heard)
  expect(heard.mock.calls).toEqual([[link]])
  send(told)
  expect(heard).toHaveBeenCalledTimes(2)
})

test('another window’s message is none, nor is one of another form', () => {
  const { target, send } = page()
  const heard = vi.fn()
  offersOf(target)(heard)
  send(told, {})
  send(told, null)
  for (const data of [null, link, {}, { kind: 'pullcord-link' }, { ...told, link: 7 }, { ...told, kind: 'x' }])
    send(data)
  send({ ...told, link: 'a'.repeat(70_000) })
  expect(heard).not.toHaveBeenCalled()
})

test('an open dialog is not taken away; the latest link comes once it is closed', () => {
  const store = createStore<{ dialog: unknown }>({ dialog: { kind: 'plan' } })
  const show = vi.fn((dialog: unknown) => store.set({ dialog }))
  const offer = showWhenFree({ store, show })
  offer('first')
  offer('second')
  expect(show).not.toHaveBeenCalled()
  store.set({ dialog: null })
  expect(show.mock.calls).toEqual([[{ kind: 'offer', text: 'second' }]])
  store.set({ dialog: null })
  expect(show).toHaveBeenCalledTimes(1)
})
