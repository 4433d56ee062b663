import { expect, test } from 'vitest'
import { placeOf } from '../../../electron/service/place.ts'
import { temporaryRoot } from '../system/temporary-root.ts'

const root = temporaryRoot().path('')
const fails = (code: string) => expect.objectContaining({ notice: expect.objectContaining({ code }) })

test('what is not said is left open, and this machine is meant', () => {
  expect(placeOf({})).toMatchObject({
    specs: null,
    scope: null,
    system: { disk: { root: '' }, processes: expect.anything() },
  })
})

test('engines may be named with commas, several times, with version and store', () => {
  const { specs, system } = placeOf({ root, engine: ['podman,docker@28.5:c8d', 'docker'], scope: 'system' })
  expect(specs?.map(({ id, version, store }) => [id, version, store])).toEqual([
    ['podman', null, null],
    ['docker', '28.5', 'containerd'],
    ['docker', null, null],
  ])
  expect([system.disk.root, system.processes]).toEqual([root, null])
  expect(placeOf({ engine: ['', ','] }).specs).toBeNull()
})

test.each([
  [{ engine: ['crun'] }, 'engine-unknown'],
  [{ scope: 'both' }, 'usage'],
  [{ scope: '' }, 'usage'],
  [{ root: '/no/such/folder' }, 'root-missing'],
])('%j: %s', (options, code) => {
  expect(() => placeOf(options)).toThrow(fails(code))
})
