import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { watchPaths, type Watch } from '../../../electron/service/watch.ts'
import { temporaryRoot } from '../system/temporary-root.ts'

const { path, put } = temporaryRoot()
const file = '/etc/docker/daemon.json'
const seen = { changes: 0 }
let watch: Watch
// As the core does: what is watched is asked for anew after each change.
const arm = (): void => watch.watch([file, '/etc/containers/registries.conf.d/', '/home/dev/none/deep/settings.json'])

beforeEach(() => {
  rmSync(path('/etc'), { recursive: true, force: true })
  rmSync(path('/home'), { recursive: true, force: true })
  put(file, 'old')
  put('/etc/containers/registries.conf.d/a.conf', '')
  seen.changes = 0
  watch = watchPaths(path(''), () => {
    seen.changes++
    arm()
  })
  arm()
})

afterEach(() => watch.close())

/** How many changes are told of within a second, beginning with the first. */
async function told(): Promise<number> {
  for (const until = Date.now() + 3_000; seen.changes === 0 && Date.now() < until;) await wait(10)
  await wait(400)
  return seen.changes
}

test.each<readonly [string, () => void]>([
  ['an edit in place', () => writeFileSync(path(file), 'new')],
  ['a replacement', () => renameSync(put('/etc/docker/.x', 'new'), path(file))],
  ['a removal', () => rmSync(path(file))],
  ['any name in a folder of drop-ins', () => put('/etc/containers/registries.conf.d/b.conf', '')],
  ['a folder that goes', () => rmSync(path('/etc/docker'), { recursive: true })],
  ['a folder that comes, however deep below', () => mkdirSync(path('/home/dev'), { recursive: true })],
])('%s is told', async (_, edit) => {
  edit()
  expect(await told()).toBeGreaterThan(0)
})

test('a burst is told once or twice, not each time', async () => {
  for (let at = 0; at < 50; at++) writeFileSync(path(file), `${at}`)
  expect(await told()).toBeLessThanOrEqual(2)
})

test('what lies beside is not told', async () => {
  put('/etc/docker/key.json', 'x')
  put('/etc/other', 'x')
  await wait(500)
  expect(seen.changes).toBe(0)
})

test.each([0, 400])('a folder that was replaced is watched again (%i ms between)', async (pause) => {
  rmSync(path('/etc/docker'), { recursive: true })
  if (pause > 0) await wait(pause)
  put(file, 'another')
  await told()
  seen.changes = 0
  put(file, 'edited')
  expect(await told()).toBeGreaterThan(0)
})

test('after the end nothing is told', async () => {
  writeFileSync(path(file), 'new')
  watch.close()
  await wait(400)
  expect(seen.changes).toBe(0)
})
