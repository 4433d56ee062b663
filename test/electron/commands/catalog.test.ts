import { afterEach, expect, test, vi } from 'vitest'
import { catalog } from '../../../electron/commands/catalog.ts'
import { notice } from '../../../shared/notice.ts'
import type { Catalog } from '../../../shared/pulls/catalog.ts'
import { defaultSettings } from '../../../shared/settings.ts'
import { ScriptedCore, type Answers } from '../scripted-core.ts'

const [one, two] = ['http://one:5000', 'http://two:5000']
const mirrorOf = (upstream: string, url: string) => ({ upstream, url, insecure: false, ca: null })
const names = 'library/alpine\nlibrary/nginx\nteam/alpine'

function walked(mirror: string, over: Partial<Catalog> = {}): Catalog {
  return { mirror, at: 5, names, count: 3, isComplete: true, tookMs: 7, notice: null, ...over }
}

/** Runs the verb against these answers; what it wrote, and how it ended. */
async function run(answers: Answers, values: Readonly<Record<string, string | boolean>> = {}, urls = [one]) {
  const said = { out: '', err: '' }
  const hear = (to: 'out' | 'err') => (text: unknown) => {
    said[to] += String(text)
    return true
  }
  vi.spyOn(process.stdout, 'write').mockImplementation(hear('out'))
  vi.spyOn(process.stderr, 'write').mockImplementation(hear('err'))
  const mirrors = urls.map((url) => mirrorOf('docker.io', url))
  const core = new ScriptedCore({ 'settings.read': () => ({ ...defaultSettings, mirrors }), ...answers })
  const code = await catalog.run({ values, positionals: [] }, core).finally(() => vi.restoreAllMocks())
  return { code, core, ...said }
}

const read: Answers = { 'catalog.read': ({ mirror }) => walked(mirror) }

afterEach(() => void vi.restoreAllMocks())

test('the names of the only mirror go to stdout, one a line, and the sum to stderr', async () => {
  const { code, out, err, core } = await run(read)
  expect([code, out]).toEqual([0, `${names}\n`])
  expect(err).toBe(`${one}: 3 repositories.\n`)
  expect(core.inputsOf('catalog.read')).toEqual([{ mirror: one, walk: true }])
})

test('a filter', async () => {
  const { out, err } = await run(read, { filter: 'Alpine lib' })
  expect(out).toBe('library/alpine\n')
  expect(err).toContain('3 repositories, 1 match.')
})

test('each mirror of the list once, by name; or the one that is named', async () => {
  const { out, core } = await run(read, { filter: 'nginx' }, [one, two, one])
  expect(out).toBe(`${one}:\nlibrary/nginx\n${two}:\nlibrary/nginx\n`)
  expect(core.inputsOf('catalog.read')).toHaveLength(2)
  const named = await run(read, { mirror: 'HTTP://Two:5000/' }, [one, two])
  expect(named.core.inputsOf('catalog.read')).toEqual([{ mirror: two, walk: true }])
  await expect(run(read, { mirror: 'two' })).rejects.toMatchObject({ notice: { code: 'url-scheme-missing' } })
  await expect(run(read, {}, [])).rejects.toMatchObject({ notice: { code: 'no-mirrors' } })
})

test('a walk that ended early ends with 1, shows what it found, and says why', async () => {
  const said = notice('list-silent', { url: one, seconds: 30 })
  const { code, out, err } = await run({ 'catalog.read': () => walked(one, { isComplete: false, notice: said }) })
  expect([code, out]).toEqual([1, `${names}\n`])
  expect(err).toContain(said.message)
  expect(err).toContain(said.hint)
})

test('--json: one object', async () => {
  const said = notice('catalog-left-out', { url: one, count: 2 })
  const { code, out, err } = await run(
    { 'catalog.read': () => walked(one, { notice: said }) },
    { json: true, filter: 'team' },
  )
  expect([code, err]).toEqual([0, ''])
  expect(JSON.parse(out)).toEqual({
    catalogs: [
      {
        mirror: one,
        at: 5,
        count: 3,
        isComplete: true,
        tookMs: 7,
        repositories: ['team/alpine'],
        notice: { code: 'catalog-left-out', message: said.message, hint: said.hint, path: null },
      },
    ],
  })
})

test('Ctrl+C stops the walk, keeps what it found, and begins no other', async () => {
  const before = process.listenerCount('SIGINT')
  let end: (found: Catalog) => void = () => undefined
  const answers: Answers = {
    'catalog.read': async () => {
      setImmediate(() => process.emit('SIGINT'))
      return await new Promise<Catalog>((resolve) => (end = resolve))
    },
    'catalog.stop': () => {
      end(walked(one, { names: 'a', count: 1, isComplete: false, notice: notice('list-stopped', { url: one }) }))
      return null
    },
  }
  const { code, out, err, core } = await run(answers, {}, [one, two])
  expect([code, out]).toEqual([1, `${one}:\na\n`])
  expect(err).toContain('stopped')
  expect(core.inputsOf('catalog.read')).toHaveLength(1)
  expect(process.listenerCount('SIGINT')).toBe(before)
})

test('tags of a repository', async () => {
  const said = notice('tags-asked', { url: one })
  const answers: Answers = {
    'catalog.tags': ({ repository }) => ({ repository, tags: ['latest', '1.0-RC'], isComplete: true, notice: said }),
  }
  const plain = await run(answers, { tags: 'library/alpine' })
  expect([plain.code, plain.out]).toEqual([0, 'latest\n1.0-RC\n'])
  expect(plain.err).toContain(said.message)
  expect(plain.core.inputsOf('catalog.tags')).toEqual([{ mirror: one, repository: 'library/alpine' }])
  const json = await run(answers, { tags: 'library/alpine', filter: 'rc', json: true })
  expect(JSON.parse(json.out)).toMatchObject({
    tags: [{ mirror: one, repository: 'library/alpine', tags: ['1.0-RC'], isComplete: true }],
  })
})
