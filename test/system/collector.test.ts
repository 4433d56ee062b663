// A collector beside a real registry: whatever happens to either, each request that was served is recorded once.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CollectorNews } from '../../shared/pulls/collector.ts'
import { ADDRESS } from '../lab/addresses.ts'
import { makeImage } from '../lab/image.ts'
import { type Daemon, type Machine, startMachine } from '../lab/machine.ts'
import { whyNot } from '../lab/prerequisites.ts'
import { startPullcord } from '../lab/pullcord.ts'
import { startRegistry, type Registry } from '../lab/registry.ts'
import { storeImage } from '../lab/registry-storage.ts'
import { systemSuite } from '../lab/suite.ts'
import { untilUp } from '../lab/until.ts'

const upstreamAt = `${ADDRESS.hub}:8080`
const mirrorUrl = `http://${ADDRESS.mirror}:6100`
const debug = '127.0.0.1:6190'
const collectorUrl = 'http://127.0.0.1:7780'
const COLLECT = ['collect', '--mirror', mirrorUrl, '--metrics', `http://${debug}`, '--quota', 'off', '--state']
const images = Array.from({ length: 5 }, (_, at) => `team/app${at}`)

systemSuite('a collector beside a registry', whyNot(), () => {
  let machine: Machine
  let state: string
  let mirror: Registry
  let collector: Daemon

  const collect = async (): Promise<void> => {
    collector = await startPullcord(machine, [...COLLECT, state])
    await untilUp(collector, async () => (await machine.run(['curl', '-sf', `${collectorUrl}/v1/hello`])).code === 0)
  }
  const tokenOf = (name: string): string => readFileSync(join(state, name), 'utf8').trim()
  const news = async (): Promise<CollectorNews> => {
    const header = `Authorization: Bearer ${tokenOf('read-token')}`
    const { stdout } = await machine.run(['curl', '-sf', '-H', header, `${collectorUrl}/v1/news?after=0`])
    return JSON.parse(stdout) as CollectorNews
  }
  /** How many requests the collector has kept, and by how many ids. */
  const kept = (): readonly [requests: number, ids: number] => {
    const { DatabaseSync } = process.getBuiltinModule('node:sqlite')
    const db = new DatabaseSync(join(state, 'pulls.db'), { readOnly: true })
    const row = db.prepare('SELECT count(*) AS n, count(DISTINCT id) AS ids FROM requests').get()
    db.close()
    return [Number(row?.['n']), Number(row?.['ids'])]
  }
  /** Asks the mirror for a manifest of every image so many times; how many requests that were. */
  const ask = async (times: number): Promise<number> => {
    const accept = 'Accept: application/vnd.docker.distribution.manifest.v2+json'
    const urls = Array.from({ length: times }, () => images.map((name) => `${mirrorUrl}/v2/${name}/manifests/1`)).flat()
    const { code, stderr } = await machine.run(['curl', '-sSf', '-H', accept, ...outputs(urls)])
    expect(code, stderr).toBe(0)
    return urls.length
  }
  const outputs = (urls: readonly string[]): readonly string[] => urls.flatMap((url) => ['-o', '/dev/null', url])
  const untilKept = async (count: number): Promise<void> => {
    for (const end = Date.now() + 15_000; kept()[0] < count && Date.now() < end;) await sleep(50)
    expect(kept()).toEqual([count, count])
  }
  /** Its counters are looked at soon after something was told. */
  const untilCounted = (): Promise<void> =>
    untilUp(collector, async () =>
      (await news()).sources.some(({ source, state: how }) => source === 'metrics' && how === 'heard'),
    )
  let total = 0

  beforeAll(async () => {
    machine = await startMachine()
    // Both sides see it: SQLite finds no file by the way into a machine.
    state = join(machine.work, 'collector')
    const storage = join(machine.work, 'upstream')
    for (const name of images) storeImage(storage, name, '1', makeImage(name))
    await startRegistry(machine, { name: 'upstream', listen: upstreamAt, storage })
    await collect()
    mirror = await startRegistry(machine, {
      name: 'mirror',
      listen: ':6100',
      upstream: `http://${upstreamAt}`,
      notify: { url: `${collectorUrl}/notifications`, token: tokenOf('notify-token') },
      debug,
    })
  })
  afterAll(() => machine?.stop())

  test('what the registry tells is recorded, and its counters are read', async () => {
    total += await ask(2)
    await untilKept(total)
    await untilCounted()
    const { pulls, coverage } = await news()
    expect(pulls.map(({ repository }) => repository).toSorted()).toEqual([...images, ...images].toSorted())
    expect(coverage.gaps).toEqual([])
    expect(Date.now() - coverage.until).toBeLessThan(5_000)
  })

  test('killed in the midst of it, it has lost nothing and counts nothing twice', async () => {
    for (let round = 0; round < 3; round += 1) {
      const asking = ask(20)
      await sleep(40 + round * 60)
      await collector.stop('SIGKILL')
      total += await asking
      await collect()
    }
    await untilKept(total)
    expect((await news()).pulls.every(({ requests }) => requests === 1)).toBe(true)
  })

  test('what it was too slow to thank for comes again, and counts once', async () => {
    process.kill(collector.hostPid, 'SIGSTOP')
    total += await ask(2)
    // The registry's patience is 2 s: it has told the first of them more than once by now.
    await sleep(5_000)
    // What brought it into the machine has stopped with it, and wakes it.
    process.kill(parentOf(collector.hostPid), 'SIGCONT')
    await untilKept(total)
    const { stdout } = await machine.run(['curl', '-s', `${collectorUrl}/metrics`])
    expect(Number(/^pullcord_notifications_duplicate_total (\d+)$/m.exec(stdout)?.[1])).toBeGreaterThan(0)
  })

  test('what came late leaves no gap; what a restarted registry had not told does', async () => {
    expect((await news()).coverage.gaps).toEqual([])
    await collector.stop()
    const lost = await ask(1)
    await mirror.stop()
    await mirror.start()
    await collect()
    const now = await ask(1)
    total += now
    await untilKept(total)
    expect(lost).toBe(now)
    const { gaps } = (await news()).coverage
    expect(gaps.map(({ why }) => why.code)).toContain('gap-mirror-restarted')
  })

  test('the token of the one does not do for the other, and the log has neither', async () => {
    const status = async (token: string, ...args: readonly string[]): Promise<string> => {
      const header = ['-H', `Authorization: Bearer ${token}`]
      return (await machine.run(['curl', '-s', '-o', '/dev/null', '-w', '%{http_code}', ...header, ...args])).stdout
    }
    expect(await status(tokenOf('notify-token'), `${collectorUrl}/v1/news`)).toBe('401')
    expect(await status(tokenOf('read-token'), '-d', '{}', `${collectorUrl}/notifications`)).toBe('401')
    expect(readFileSync(collector.log, 'utf8')).not.toContain(tokenOf('read-token'))
  })
})

function parentOf(pid: number): number {
  return Number(/^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
}
