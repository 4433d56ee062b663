import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ADDRESS } from '../lab/addresses.ts'
import { makeImage } from '../lab/image.ts'
import { type Lab, startLab } from '../lab/lab.ts'
import { whyNot } from '../lab/prerequisites.ts'
import { startRegistry } from '../lab/registry.ts'
import { storeImage } from '../lab/registry-storage.ts'
import { type Shape, startShaped } from '../lab/shaped.ts'
import { systemSuite } from '../lab/suite.ts'
import { pullcord } from '../lab/pullcord.ts'
import { asks } from './steps.ts'

interface Speed {
  readonly url: string
  readonly verdict: string
  readonly firstByteMs: number | null
  readonly bytesPerSecond: number | null
  readonly isVerified: boolean
  readonly code: string | null
}

interface Report {
  readonly digest: string | null
  readonly mirrors: readonly Speed[]
  readonly direct: Speed | null
  readonly order: readonly string[]
  readonly asked: { readonly pulls: number; readonly manifests: number; readonly blobs: number }
  readonly pulls: number
  readonly notices: readonly { readonly code: string }[]
}

const repository = 'library/measured'
/** Enough to take a moment, and the same in both images: only then can a stale mirror be asked for it. */
const layer = randomBytes(512 * 1024)

systemSuite('five mirrors of docker.io are measured', whyNot(), () => {
  let lab: Lab
  let urls: readonly string[]
  const env = () => ({ env: { NODE_EXTRA_CA_CERTS: lab.machine.certificates.hubCa }, user: 'dev' as const })
  const speed = async (...args: readonly string[]): Promise<Report> =>
    (await asks(lab.machine, ['mirror', 'speed', '--yes', ...args], 0, env())) as unknown as Report

  beforeAll(async () => {
    lab = await startLab()
    const { machine } = lab
    const [now, old, alien] = [layeredImage('now'), layeredImage('old'), layeredImage('alien')]
    const hub = join(machine.work, 'hub')
    // The hub keeps what a tag has left, as Docker Hub does.
    storeImage(hub, repository, '1', now)
    storeImage(hub, repository, 'before', old)
    const own = join(machine.work, 'own')
    for (const [tag, image] of [
      ['1', now],
      ['old', old],
      ['alien', alien],
    ] as const)
      storeImage(own, repository, tag, image)
    await startRegistry(machine, { name: 'own', listen: ':6100', storage: own })
    const filled = `http://${ADDRESS.mirror}:6100`
    const shape: Omit<Shape, 'port'> = { good: filled, delayMs: 0, bytesPerSecond: null, spoils: false, tagOf: null }
    const through = 'http://' + ADDRESS.mirror + ':6000'
    urls = await startShaped(machine, [
      { ...shape, port: 7201, good: through, bytesPerSecond: 400_000 },
      { ...shape, port: 7202, good: through, delayMs: 60 },
      { ...shape, port: 7203, good: through },
      { ...shape, port: 7204, tagOf: 'old' },
      { ...shape, port: 7205, spoils: true },
      { ...shape, port: 7206, tagOf: 'alien' },
    ])
    for (const url of urls.slice(0, 5)) await asks(machine, ['mirror', 'add', `docker.io=${url}`], 0, env())
  }, 60_000)
  afterAll(() => lab?.stop())

  test('fast before slow, stale behind, wrong bytes last; one manifest of the hub at most', async () => {
    const mark = lab.hub.mark()
    const measure = ['mirror', 'speed', '--yes', '--json', '--image', `${repository}:1`, '--order']
    const answer = await pullcord(lab.machine, measure, env())
    expect(answer.code, answer.stderr).toBe(1)
    const report = JSON.parse(answer.stdout) as Report
    expect(
      report.mirrors.map(({ verdict }) => verdict),
      answer.stdout,
    ).toEqual(['same', 'same', 'same', 'stale', 'wrong'])
    expect(report.mirrors.map(({ code }) => code)).toEqual([null, null, null, 'speed-stale', 'speed-wrong-bytes'])
    expect(report.mirrors.map(({ isVerified }) => isVerified)).toEqual([true, true, true, true, false])
    expect(report.order).toEqual([urls[2], urls[1], urls[0], urls[3], urls[4]])
    const manifests = (await lab.hub.since(mark)).filter(
      ({ method, path }) => method === 'GET' && path.includes('/manifests/'),
    )
    expect(manifests).toHaveLength(1)
    expect(report).toMatchObject({ pulls: 1, asked: { pulls: 1, manifests: 1 }, direct: { isVerified: true } })
    const { mirrors } = (await asks(lab.machine, ['mirror', 'list'], 0, env())) as { mirrors: { url: string }[] }
    expect(mirrors.map(({ url }) => url)).toEqual(report.order)
  })

  test('a tag that the upstream does not know is wrong, and is measured no further', async () => {
    await asks(lab.machine, ['mirror', 'add', `docker.io=${urls[5]}`], 0, env())
    const json = await asks(lab.machine, ['mirror', 'speed', '--yes', '--image', `${repository}:1`], 1, env())
    const alien = (json as unknown as Report).mirrors.find(({ url }) => url === urls[5])
    expect(alien).toMatchObject({ verdict: 'wrong', code: 'speed-wrong-tag', bytesPerSecond: null })
    await asks(lab.machine, ['mirror', 'remove', `docker.io=${urls[5]}`], 0, env())
    await asks(lab.machine, ['mirror', 'remove', `docker.io=${urls[4]}`], 0, env())
  })

  test('without the upstream they are compared with each other, and it is said', async () => {
    await lab.hub.stop()
    const report = await speed('--image', `${repository}:1`)
    expect(report).toMatchObject({ digest: null, direct: null, asked: { manifests: 1 } })
    expect(report.notices.map(({ code }) => code)).toEqual(['speed-no-upstream'])
    expect(report.mirrors.every(({ isVerified }) => isVerified)).toBe(true)
    await lab.hub.start()
  })

  test('order by hand: up, down, first, last and by number', async () => {
    const inOrder = async (url: string, where: string): Promise<readonly string[]> => {
      const moved = await asks(lab.machine, ['mirror', 'move', `docker.io=${url}`, where], 0, env())
      return (moved as unknown as { mirrors: { url: string }[] }).mirrors.map((one) => one.url)
    }
    const [a, b, c, d] = [urls[2]!, urls[1]!, urls[0]!, urls[3]!]
    expect(await inOrder(a, 'down')).toEqual([b, a, c, d])
    expect(await inOrder(a, 'up')).toEqual([a, b, c, d])
    expect(await inOrder(a, 'last')).toEqual([b, c, d, a])
    expect(await inOrder(d, 'first')).toEqual([d, b, c, a])
    expect(await inOrder(d, '3')).toEqual([b, c, d, a])
    await asks(lab.machine, ['mirror', 'move', `docker.io=${a}`, '5'], 2, env())
    await asks(lab.machine, ['mirror', 'move', `docker.io=${a}`, 'sideways'], 2, env())
  })
})

function layeredImage(seed: string) {
  return makeImage(seed, [layer])
}
