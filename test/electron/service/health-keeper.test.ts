import { expect, test } from 'vitest'
import { makeHealthKeeper, readHealthHistory } from '../../../electron/service/health-keeper.ts'
import { memoryDisk } from '../../../electron/system/memory-disk.ts'
import type { Processes } from '../../../electron/system/system.ts'
import { mirrorAt, serveHttp } from '../mirrors/local-server.ts'

const file = '/home/dev/.local/state/pullcord/mirror-health.json'
const some = {} as Processes

/** A mirror that counts how often it is asked. */
async function counting() {
  const seen = { asked: 0 }
  const url = await serveHttp((_, answer) => {
    seen.asked++
    answer.writeHead(200, { 'docker-distribution-api-version': 'registry/2.0' }).end('{}')
  })
  return { seen, mirror: mirrorAt(url) }
}

test('what a mirror answers is known, and kept for later', async () => {
  const { mirror } = await counting()
  const disk = memoryDisk({})
  const keeper = makeHealthKeeper({ disk, processes: some })
  expect([keeper.wasAsked(), keeper.get(mirror.url)]).toEqual([false, undefined])
  await keeper.ask([mirror])
  await keeper.ask([mirror])
  expect([keeper.wasAsked(), keeper.get(mirror.url)?.health]).toEqual([true, 'up'])
  expect(await readHealthHistory(disk, mirror.url)).toMatchObject([{ health: 'up' }, { health: 'up' }])
  expect(await readHealthHistory(disk, 'constructor')).toEqual([])
})

test('two faces that ask at once share one answer', async () => {
  const { seen, mirror } = await counting()
  const keeper = makeHealthKeeper({ disk: memoryDisk({}), processes: some })
  await Promise.all([keeper.ask([mirror]), keeper.ask([mirror])])
  expect(seen.asked).toBe(1)
})

test('on the files of another root nothing is kept, and what cannot be written keeps no answer back', async () => {
  const { mirror } = await counting()
  const disk = memoryDisk({})
  await makeHealthKeeper({ disk, processes: null }).ask([mirror])
  expect(disk.tree()[file]).toBeUndefined()
  const full = { ...memoryDisk({}), store: () => Promise.reject(new Error('no space')) }
  const answers = await makeHealthKeeper({ disk: full, processes: some }).ask([mirror])
  expect(answers.get(mirror.url)?.health).toBe('up')
})
