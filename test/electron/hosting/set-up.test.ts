import { expect, test } from 'vitest'
import { hostedPlaces } from '../../../electron/hosting/places.ts'
import { putBack, readSetUp } from '../../../electron/hosting/set-up.ts'
import { memoryDisk } from '../../../electron/system/memory-disk.ts'

test.each([
  ['with TLS', { registry: 'old', certificate: 'old certificate', key: 'old key' }],
  ['without TLS', { registry: 'old' }],
] as const)('a mirror %s gets back all that it was started from', async (_, before) => {
  const disk = memoryDisk()
  const places = hostedPlaces(disk, 'quay.io')
  for (const [name, text] of Object.entries(before)) await disk.store(places[name as 'key'], text, 0o600)
  const tree = disk.tree()
  const files = await readSetUp(disk, 'quay.io')
  for (const path of [places.registry, places.certificate, places.key]) await disk.store(path, 'new', 0o600)
  await putBack(disk, files)
  expect(disk.tree()).toEqual(tree)
})
