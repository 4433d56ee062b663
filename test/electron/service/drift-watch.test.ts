import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openCore, type OpenCore } from '../../../electron/service/core.ts'
import { realDisk } from '../../../electron/system/real-disk.ts'
import type { EngineState } from '../../../shared/contract.ts'
import { temporaryRoot } from '../system/temporary-root.ts'
import { workplace } from './workplace.ts'

const { path, put } = temporaryRoot()
const list = '/etc/docker/daemon.json'
const original = '{\n  "debug": true\n}\n'
const real = path(list)
const seen: (EngineState | undefined)[] = []
let core: OpenCore

beforeEach(async () => {
  for (const folder of ['/etc', '/h', '/var']) rmSync(path(folder), { recursive: true, force: true })
  put(list, original)
  const places = { home: '/h', configHome: '/h/.config', stateHome: '/h/.state' }
  core = await openCore(workplace(realDisk(path(''), places, process.getuid?.() ?? 0), 'docker@20.10'))
  core.on('status', ({ engines }) => void seen.push(engines[0]?.state))
  const mirrors = [{ upstream: 'docker.io', url: 'http://a.lan', insecure: false, ca: null }]
  const order = {
    to: 'on',
    engines: null,
    mirrors,
    keepTheirs: null,
    strict: null,
    expect: null,
    accept: true,
    check: false,
  } as const
  expect(await core.call('switch.set', order)).toMatchObject({ changed: true })
  // The events of our own writes have come and gone.
  await wait(400)
  seen.length = 0
})

afterEach(() => core.close())

test.each<readonly [string, () => void, EngineState]>([
  ['an edit in place', () => writeFileSync(real, '{"log-level": "info"}'), 'changed-outside'],
  [
    'an editor that saves by a rename',
    () => {
      writeFileSync(`${real}~`, '{"log-level": "info"}')
      renameSync(`${real}~`, real)
    },
    'changed-outside',
  ],
  ['the file removed', () => rmSync(real), 'changed-outside'],
  ['its folder removed', () => rmSync(dirname(real), { recursive: true }), 'changed-outside'],
  ['a file as it was before us', () => writeFileSync(real, original), 'off'],
])('a running core tells of %s', async (_, change, state) => {
  change()
  await expect.poll(() => seen.at(-1), { timeout: 5_000 }).toBe(state)
})

test('and of what happens in a folder that was removed and made again', async () => {
  const text = readFileSync(real)
  rmSync(dirname(real), { recursive: true })
  await expect.poll(() => seen.at(-1), { timeout: 5_000 }).toBe('changed-outside')
  mkdirSync(dirname(real))
  writeFileSync(real, text)
  await expect.poll(() => seen.at(-1), { timeout: 5_000 }).toBe('configured')
  writeFileSync(real, '{}')
  await expect.poll(() => seen.at(-1), { timeout: 5_000 }).toBe('changed-outside')
})
