import { expect, test } from 'vitest'
import { keepRecord } from '../../../../electron/hosting/records.ts'
import { upstreamOf, wantedBy } from '../../../../electron/service/hosting/order.ts'
import { memoryDisk } from '../../../../electron/system/memory-disk.ts'
import type { HostOrder } from '../../../../shared/hosting/contract.ts'
import { registryImages } from '../../../../shared/hosting/images.ts'
import { record } from '../../../shared/hosting/made-record.ts'

const order: HostOrder = { upstream: 'docker.io', way: null, port: null, share: null, image: null }
const login = { username: 'team', password: 'secret' }
const plainly = { tls: null, accept: true }

test('what is left open comes from how it was run before', async () => {
  const old = record({ port: 5005, url: 'http://127.0.0.1:5005', hours: 24, username: 'team' })
  expect(await wantedBy(memoryDisk(), order, old, true)).toEqual({
    id: 'docker.io',
    upstream: 'docker.io',
    url: 'http://127.0.0.1:5005',
    port: 5005,
    share: 'no',
    hours: 24,
    username: 'team',
  })
})

test('any name of the hub is the hub', () => {
  expect(upstreamOf({ upstream: 'registry-1.docker.io' })).toBe('docker.io')
  expect(() => upstreamOf({ upstream: 'no registry' })).toThrow('no registry')
})

test('in plain sight it is shared only after a yes', async () => {
  const asked = { ...order, share: { tls: null, accept: false } }
  await expect(wantedBy(memoryDisk(), asked, record(), true)).rejects.toMatchObject({
    notice: { code: 'host-share-plain' },
  })
  expect(await wantedBy(memoryDisk(), { ...order, share: plainly }, record(), true)).toMatchObject({ share: 'plain' })
})

test.each([
  ['now', record(), { ...order, login, share: plainly }],
  ['before', record({ username: 'team' }), { ...order, share: plainly }],
  ['to one that is shared', record({ share: 'plain' }), { ...order, login }],
])('with a login that was given %s nothing is shared', async (_, old, asked) => {
  await expect(wantedBy(memoryDisk(), asked, old, true)).rejects.toMatchObject({ notice: { code: 'host-share-login' } })
})

test('once it was shared, it stays so until it is told otherwise', async () => {
  const shared = record({ share: 'tls', url: 'https://mirror.corp:5000' })
  expect(await wantedBy(memoryDisk(), order, shared, true)).toMatchObject({ share: 'tls', url: shared.url })
  expect(await wantedBy(memoryDisk(), { ...order, share: 'loopback' }, shared, true)).toMatchObject({
    share: 'no',
    url: 'http://127.0.0.1:5000',
  })
})

test('the port of another mirror of ours is taken, also while that rests', async () => {
  const disk = memoryDisk()
  await keepRecord(disk, record({ id: 'quay.io', upstream: 'quay.io', port: 5900, wanted: false }))
  await expect(wantedBy(disk, { ...order, port: 5900 }, null, false)).rejects.toMatchObject({
    notice: { code: 'host-port-taken-by', values: { who: 'the mirror of quay.io' } },
  })
})

test.each([
  ['another image', 'evil.example/registry:3', { code: 'host-login-anew' }],
  ['the same image', 'registry.corp/registry:3', null],
  ['one of ours', registryImages[1]!, null],
])('a login that was given before is kept for %s only if that is safe', async (_, image, refused) => {
  const old = record({ username: 'team', image: 'registry.corp/registry:3' })
  const asked = wantedBy(memoryDisk(), { ...order, image }, old, true)
  if (refused) await expect(asked).rejects.toMatchObject({ notice: refused })
  else expect(await asked).toMatchObject({ username: 'team' })
  // Given anew, or never given, it is nobody's but the person's.
  expect(await wantedBy(memoryDisk(), { ...order, image, login }, old, true)).toMatchObject({ username: 'team' })
  expect(await wantedBy(memoryDisk(), { ...order, image }, record(), true)).toMatchObject({ username: null })
})

test('what another upstream’s mirror keeps is not taken over', async () => {
  const old = record({ id: 'registry.corp_5000', upstream: 'registry.corp-5000', username: 'team' })
  await expect(wantedBy(memoryDisk(), { ...order, upstream: 'registry.corp:5000' }, old, true)).rejects.toMatchObject({
    notice: { code: 'host-other-upstream', values: { upstream: 'registry.corp-5000' } },
  })
})
