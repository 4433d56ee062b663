import { networkInterfaces } from 'node:os'
import { afterEach, expect, test, vi } from 'vitest'
import { openHistory, type PullHistory } from '../../../electron/pulls/history.ts'
import { readQuota } from '../../../electron/service/quota.ts'
import { memoryDisk } from '../../../electron/system/memory-disk.ts'
import type { System } from '../../../electron/system/system.ts'
import type { Quota, QuotaReading } from '../../../shared/pulls/quota.ts'
import { idleProcesses } from '../engines/idle-processes.ts'
import { hubServer, limitHeaders, says, type HubServer } from '../mirrors/hub-server.ts'
import { temporaryRoot } from '../system/temporary-root.ts'

vi.mock('node:os', { spy: true })
afterEach(() => vi.mocked(networkInterfaces).mockReset())

const minute = 60_000
const config = '/home/dev/.docker/config.json'
const janes = `{"auths":{"docker.io":{"auth":"${Buffer.from('jane:hunter2').toString('base64')}"}}}`

/** A machine with a stand-in of the hub, a record, and a clock. */
async function machine(answers: Parameters<typeof hubServer>[0] = {}, files: Readonly<Record<string, string>> = {}) {
  const server: HubServer = await hubServer(answers)
  const root = temporaryRoot()
  const history: PullHistory = openHistory(root.path('/pulls.db'))
  const disk = memoryDisk(files, 1000)
  const system: System = { disk, processes: idleProcesses }
  const place = { system, specs: null, scope: null, by: { uid: 1000, via: 'user' } } as const
  let clock = Date.now()
  const read = (probe = true): Promise<readonly QuotaReading[]> =>
    readQuota({ place }, history, probe, { hub: server.hub, env: {}, now: () => clock })
  return { ...server, history, disk, place, read, pass: (ms: number) => void (clock += ms), now: () => clock }
}

const headsIn = (asked: readonly string[]): number => asked.filter((line) => line.startsWith('registry HEAD')).length

test('what was measured is kept, and asked again after 15 minutes alone', async () => {
  const { read, asked, pass, history } = await machine()
  expect(await read()).toMatchObject([{ login: null, remaining: 76, forecast: { perHour: null } }])
  pass(14 * minute)
  expect((await read())[0]?.remaining).toBe(76)
  expect(headsIn(asked)).toBe(1)
  pass(minute)
  await read()
  expect(headsIn(asked)).toBe(2)
  expect(history.quotas(0)).toHaveLength(2)
})

test('with a login both are measured, each by itself', async () => {
  const { read, asked, pass, disk } = await machine({}, {})
  await read()
  disk.edit(config, janes)
  pass(minute)
  const both = await read()
  expect(both.map(({ login, remaining }) => [login, remaining])).toEqual([
    ['jane', 198],
    [null, 76],
  ])
  expect(headsIn(asked)).toBe(2)
  expect(JSON.stringify(both)).not.toContain('hunter2')
})

test('without leave to probe nobody is asked, nor on the files of another root', async () => {
  const { read, asked, history, place, hub } = await machine({}, { [config]: janes })
  expect(await read(false)).toEqual([])
  const elsewhere = { place: { ...place, system: { ...place.system, processes: null } } }
  expect(await readQuota(elsewhere, history, true, { hub, env: {} })).toEqual([])
  expect(asked).toEqual([])
})

test('two faces that ask at once share one answer', async () => {
  const { read, asked } = await machine()
  const [one, other] = await Promise.all([read(), read()])
  expect(one).toEqual(other)
  expect(headsIn(asked)).toBe(1)
})

test('in another network the address is measured anew, the account is not', async () => {
  const { read, asked, pass } = await machine({}, { [config]: janes })
  await read()
  pass(minute)
  const lan = {
    address: '192.168.11.9',
    netmask: '255.255.255.0',
    family: 'IPv4',
    mac: '',
    internal: false,
    cidr: null,
  }
  vi.mocked(networkInterfaces).mockReturnValue({ wlan0: [{ ...lan, family: 'IPv4' }] })
  await read()
  const heads = asked.filter((line) => line.startsWith('registry')).map((line) => line.split('.').at(-1))
  expect(heads.filter((name) => name === 'nobody')).toHaveLength(2)
  expect(heads).toHaveLength(3)
})

test('a failure is retried after a minute, and what was known before stands until its window is over', async () => {
  let isDown = false
  const { read, asked, pass } = await machine({
    registry: (request, answer) => says(isDown ? 503 : 200, '', isDown ? {} : limitHeaders(76))(request, answer),
  })
  await read()
  isDown = true
  pass(15 * minute)
  expect(await read()).toMatchObject([{ state: 'known', remaining: 76, notice: { code: 'quota-odd' } }])
  await read()
  expect(headsIn(asked)).toBe(2)
  pass(minute)
  await read()
  expect(headsIn(asked)).toBe(3)
  pass(345 * minute)
  expect(await read()).toMatchObject([{ state: 'failed', remaining: null }])
  isDown = false
  pass(minute)
  expect(await read()).toMatchObject([{ state: 'known', notice: null }])
})

test('the rate is worked out from what was kept', async () => {
  let left = 90
  const { read, pass, now } = await machine({
    registry: (request, answer) => says(200, '', limitHeaders(left))(request, answer),
  })
  await read()
  pass(30 * minute)
  left = 60
  const [reading] = await read()
  expect(reading?.forecast).toEqual({
    perHour: 60,
    emptyAt: now() + 60 * minute,
    basis: { from: now() - 30 * minute, to: now() },
  })
})

test('what collectors measured stands beside, by its mirror, and keeps nobody from asking', async () => {
  const { read, asked, history, now } = await machine()
  const theirs: Quota = {
    at: now() - minute,
    from: { kind: 'collector', mirror: 'http://mirror.lan:5000' },
    login: null,
    counted: '198.51.100.1',
    state: 'known',
    limit: 100,
    remaining: 4,
    windowSeconds: 21_600,
    notice: null,
  }
  history.addQuota(theirs)
  const found = await read()
  expect(found.map(({ from, remaining }) => [from.kind, remaining])).toEqual([
    ['this-machine', 76],
    ['collector', 4],
  ])
  expect(headsIn(asked)).toBe(1)
})

test('a broken file of logins stands beside the figure of the address', async () => {
  const { read } = await machine({}, { [config]: '{' })
  expect(await read()).toMatchObject([{ state: 'known', remaining: 76, notice: { code: 'unparseable-file' } }])
  expect(await read(false)).toMatchObject([{ notice: null }])
})
