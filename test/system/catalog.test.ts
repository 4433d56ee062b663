import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { catalogHas } from '../../electron/mirrors/catalog.ts'
import { walkCatalog } from '../../electron/mirrors/catalog-walk.ts'
import { askImage } from '../../electron/mirrors/image.ts'
import { readTags } from '../../electron/mirrors/tags.ts'
import { makeMirror, type Mirror } from '../../shared/registry.ts'
import { makeImage } from '../lab/image.ts'
import { whyNot } from '../lab/prerequisites.ts'
import { storeImage } from '../lab/registry-storage.ts'
import { systemSuite } from '../lab/suite.ts'

const repositories = 250
const image = makeImage('catalog')
const { signal } = new AbortController()
const nameOf = (at: number): string => `team${Math.floor(at / 100)}/app-${String(at).padStart(3, '0')}`

/** A docker-registry on a port of this machine's loopback that the system chose. */
interface Served {
  readonly mirror: Mirror
  /** Lines of its access log so far. */
  readonly asked: readonly string[]
  readonly child: ChildProcess
}

async function serve(folder: string, name: string, more: object): Promise<Served> {
  const file = join(folder, `${name}.json`)
  const settings = {
    version: '0.1',
    log: { level: 'info', accesslog: { disabled: false } },
    storage: { filesystem: { rootdirectory: join(folder, name) } },
    http: { addr: '127.0.0.1:0', secret: 'test' },
    ...more,
  }
  writeFileSync(file, JSON.stringify(settings)) // JSON is YAML
  const child = spawn('docker-registry', ['serve', file])
  const asked: string[] = []
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      for (const line of chunk.toString().split('\n')) {
        const at = /listening on (127\.0\.0\.1:\d+)/.exec(line)?.[1]
        if (at !== undefined) resolve(`http://${at}`)
        const request = /"((?:GET|HEAD) \S+) HTTP/.exec(line)?.[1]
        if (request !== undefined) asked.push(request)
      }
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('error', reject).on('exit', (code) => reject(new Error(`docker-registry ended with ${code}`)))
  })
  const made = makeMirror('docker.io', url)
  if (!made.ok) throw new Error(made.notice.message)
  return { mirror: made.value, asked, child }
}

systemSuite('the catalog of docker-registry 2.8', whyNot(), () => {
  const folder = mkdtempSync(join(tmpdir(), 'pullcord-catalog-'))
  let [plain, narrow, proxy]: Served[] = []

  beforeAll(async () => {
    for (let at = 0; at < repositories; at++) storeImage(join(folder, 'plain'), nameOf(at), 'latest', image)
    storeImage(join(folder, 'plain'), nameOf(0), '1.0', image)
    plain = await serve(folder, 'plain', {})
    const rootdirectory = join(folder, 'plain')
    narrow = await serve(folder, 'narrow', {
      storage: { filesystem: { rootdirectory } },
      catalog: { maxentries: 60 },
    })
    proxy = await serve(folder, 'proxy', { proxy: { remoteurl: plain.mirror.url } })
  }, 30_000)

  afterAll(() => {
    for (const served of [plain, narrow, proxy]) served?.child.kill()
    rmSync(folder, { recursive: true, force: true })
  })

  test('every repository is found once, whatever the size of its pages', async () => {
    const names = Array.from({ length: repositories }, (_, at) => nameOf(at))
    for (const { mirror } of [plain!, narrow!]) {
      const found = await walkCatalog(mirror, { signal, onProgress: () => undefined })
      expect(found).toMatchObject({ count: repositories, isComplete: true, notice: null })
      expect(found.names.split('\n').toSorted()).toEqual(names)
    }
    // The proxy greets its upstream when it starts.
    expect(plain!.asked.filter((one) => one !== 'GET /v2/')).toEqual(['GET /v2/_catalog?n=1000'])
    // Refused at first, then in pages of the size that it allows.
    expect(narrow!.asked.slice(0, 2)).toEqual(['GET /v2/_catalog?n=1000', 'GET /v2/_catalog'])
    expect(narrow!.asked.length).toBe(1 + Math.ceil(repositories / 60))
    expect(await catalogHas(narrow!.mirror, nameOf(249))).toBe(true)
    expect(await catalogHas(narrow!.mirror, 'team0/app-250')).toBe(false)
  })

  test('a walk through a pull-through asks its upstream for nothing; tags do, and cost no pull', async () => {
    const before = plain!.asked.length
    const found = await walkCatalog(proxy!.mirror, { signal, onProgress: () => undefined })
    expect([found.count, found.isComplete]).toEqual([0, true])
    expect(plain!.asked.slice(before)).toEqual([])
    const { tags, isComplete } = await readTags(proxy!.mirror, nameOf(0), signal)
    expect([tags.toSorted(), isComplete]).toEqual([['1.0', 'latest'], true])
    const upstream = plain!.asked.slice(before)
    expect(upstream).toContain(`GET /v2/${nameOf(0)}/tags/list`)
    expect(upstream.filter((one) => one.includes('/manifests/'))).toEqual([])
    expect(await readTags(plain!.mirror, 'team0/none', signal)).toMatchObject({ notice: { code: 'tags-unknown' } })
  })

  test('an image: its digest and size; by digest, once it is cached, the upstream is not asked', async () => {
    const sizes = image.blobs.reduce((all, { bytes }) => all + bytes.length, 0)
    const told = await askImage(proxy!.mirror, nameOf(1), 'latest', signal)
    expect(told).toMatchObject({
      digest: image.manifest.digest,
      mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
      variants: [{ platform: null, digest: image.manifest.digest, size: sizes, layers: 2 }],
      notice: { code: 'image-asked-tag' },
    })
    const before = plain!.asked.length
    const again = await askImage(proxy!.mirror, nameOf(1), image.manifest.digest, signal)
    expect(again).toMatchObject({ variants: told.variants, notice: { code: 'image-asked-digest' } })
    expect(plain!.asked.slice(before)).toEqual([])
    expect((await askImage(proxy!.mirror, nameOf(1), 'none', signal)).notice?.code).toBe('image-unknown')
  })
})
