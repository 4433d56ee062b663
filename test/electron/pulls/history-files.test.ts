import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { openHistory } from '../../../electron/pulls/history.ts'
import { steps } from '../../../electron/pulls/history/steps.ts'
import type { Notice } from '../../../shared/notice.ts'
import { temporaryRoot } from '../system/temporary-root.ts'
import { allPulls, madePull, put, withHistory } from './made-pulls.ts'

const freshPath = (): string => temporaryRoot().path('/state/deep/pulls.db')
const fillWith = (path: string, count: number): void =>
  withHistory(path, (history) =>
    put(history, ...Array.from({ length: count }, (_, at) => madePull({ id: `p${at}`, at }))),
  )

/** Opens it, keeps a pull, and returns what was said and which files then stand beside it. */
function openAnew(path: string): { readonly said: readonly Notice[]; readonly names: readonly string[] } {
  const said: Notice[] = []
  const history = openHistory(path, { onNotice: (one) => said.push(one) })
  put(history, madePull({ id: 'new' }))
  expect(allPulls(history)).toEqual([madePull({ id: 'new' })])
  history.close()
  return { said, names: readdirSync(dirname(path)).toSorted() }
}

test('only its owner can read it, or the folder that is made for it', () => {
  const path = freshPath()
  const history = openHistory(path)
  put(history, madePull())
  const modes = ['', '-wal', '-shm'].map((part) => statSync(path + part).mode & 0o777)
  expect([...modes, statSync(dirname(path)).mode & 0o777]).toEqual([0o600, 0o600, 0o600, 0o700])
  history.close()
})

test.each<readonly [string, (path: string) => void]>([
  ['is no database', (path) => writeFileSync(path, 'not a database, but a text of some length'.repeat(100))],
  [
    'is another program’s',
    (path) => {
      const db = new DatabaseSync(path)
      db.exec('CREATE TABLE theirs (a); INSERT INTO theirs VALUES (1)')
      db.close()
    },
  ],
  [
    'has a damaged head',
    (path) => {
      fillWith(path, 1)
      const bytes = readFileSync(path)
      bytes.fill(0x5a, 100, 400)
      writeFileSync(path, bytes)
    },
  ],
])('a file that %s is set aside byte for byte, and said so', (_, make) => {
  const path = freshPath()
  mkdirSync(dirname(path), { recursive: true })
  make(path)
  const before = readFileSync(path)
  const { said, names } = openAnew(path)
  expect(said).toMatchObject([{ code: 'pulls-damaged', values: { path } }])
  const aside = String(said[0]!.values['aside'])
  expect(readFileSync(aside)).toEqual(before)
  expect(names).toEqual(['pulls.db', aside.slice(dirname(path).length + 1)])
})

test('damage that only a query meets is told, and the file set aside when it is opened next', () => {
  const path = freshPath()
  fillWith(path, 3_000)
  const bytes = readFileSync(path)
  bytes.fill(0x5a, 20 * 4096)
  writeFileSync(path, bytes)
  const history = openHistory(path)
  expect(() => allPulls(history)).toThrow(
    expect.objectContaining({ notice: expect.objectContaining({ code: 'pulls-damaged-now' }) }),
  )
  history.close()
  const { said, names } = openAnew(path)
  expect(said).toMatchObject([{ code: 'pulls-damaged' }])
  expect(names.filter((name) => !name.startsWith('pulls.db.damaged-'))).toEqual(['pulls.db'])
})

test('a note of damage beside a file that is whole is taken back', () => {
  const path = freshPath()
  fillWith(path, 10)
  writeFileSync(`${path}-damaged`, '')
  withHistory(path, (history) => expect(allPulls(history)).toHaveLength(10))
  expect(readdirSync(dirname(path))).toEqual(['pulls.db'])
})

test('a newer database is refused and left as it is', () => {
  const path = freshPath()
  fillWith(path, 1)
  const db = new DatabaseSync(path)
  db.exec(`PRAGMA user_version = ${steps.length + 1}`)
  db.close()
  const before = readFileSync(path)
  expect(() => openHistory(path)).toThrow(
    expect.objectContaining({ notice: expect.objectContaining({ code: 'pulls-newer' }) }),
  )
  expect(readFileSync(path)).toEqual(before)
  expect(readdirSync(dirname(path))).toEqual(['pulls.db'])
})

test('an empty file becomes a database', () => {
  const path = freshPath()
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, '')
  expect(openAnew(path).said).toEqual([])
})

test('four processes that open the same new one at once all keep what they see', { timeout: 60_000 }, async () => {
  const path = freshPath()
  const script = fileURLToPath(new URL('put-some.ts', import.meta.url))
  const ends = ['a', 'b', 'c', 'd'].map(async (name) => {
    const child = spawn(process.execPath, [script, path, name, '200'], { stdio: ['ignore', 'ignore', 'pipe'] })
    let log = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => (log += text))
    const [code] = await once(child, 'close')
    return [code, log]
  })
  expect(await Promise.all(ends)).toEqual(ends.map(() => [0, '']))
  withHistory(path, (history) => expect(allPulls(history)).toHaveLength(800))
})
