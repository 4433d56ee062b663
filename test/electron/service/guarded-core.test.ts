import { expect, test } from 'vitest'
import { openCore } from '../../../electron/service/core.ts'
import { memoryDisk } from '../../../electron/system/memory-disk.ts'
import { connect, type Channel } from '../../../electron/transports/connection.ts'

const system = { disk: memoryDisk({}, 1000), processes: null }
const place = { system, specs: [], scope: null, by: { uid: 1000, via: 'user' } } as const
const silent: Channel = { send: () => {}, onMessage: () => {}, onClose: () => {} }

test('a page gets no core but one that can ask a person', async () => {
  const [own, guarded] = [await openCore(place), await openCore({ ...place, confirm: async () => 'no' })]
  expect([own, guarded]).toMatchObject([{ isGuarded: false }, { isGuarded: true }])
  connect(guarded, silent)
  // @ts-expect-error The command line’s core asks nobody: to serve it does not compile.
  connect(own, silent)
  await Promise.all([own.close(), guarded.close()])
})
