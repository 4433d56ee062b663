import { describe, expect, test } from 'vitest'
import { claimFiles } from '../../../electron/switching/claim-files.ts'
import { ownable } from '../../../electron/switching/claim.ts'
import { survey } from '../../../electron/switching/survey.ts'
import { recall } from '../../../electron/system/originals.ts'
import { memoryDisk } from '../../../electron/system/memory-disk.ts'
import { mirrorsOf, workplace } from '../service/workplace.ts'

const path = '/etc/docker/daemon.json'
const key = { id: 'docker', scope: 'system' } as const
const choice = { mirrors: mirrorsOf(['docker.io=http://m.lan']), keepTheirs: true, strict: false }
const taken = '{"registry-mirrors": ["http://m.lan"]}'

async function claimsOn(text: string) {
  const disk = memoryDisk({ [path]: text })
  const place = workplace(disk, 'docker@26.1:classic')
  const found = await survey(place, key, choice)
  return { disk, place, claims: found ? ownable(found, choice) : [] }
}

describe('a file can become ours', () => {
  test.each<[string, number]>([
    [taken, 1],
    ['{"a": 1, "registry-mirrors": ["http://m.lan/"], "b": 2}', 1],
    ['{"registry-mirrors": ["http://m.lan", "http://theirs"]}', 1],
    ['{"registry-mirrors": ["http://theirs", "http://m.lan"]}', 0],
    ['{"registry-mirrors": ["http://theirs"]}', 0],
    ['{}', 0],
    ['{ broken', 0],
  ])('%s: %i', async (text, count) => {
    expect((await claimsOn(text)).claims).toHaveLength(count)
  })
})

test('it is remembered as if we had written it, and not touched', async () => {
  const { disk, place, claims } = await claimsOn(taken)
  const before = disk.tree()[path]
  expect(await claimFiles(place, key, choice, claims)).toMatchObject({ changed: true, failure: null })
  expect(disk.tree()[path]).toBe(before)
  const [memory] = (await recall('system', disk)) ?? []
  expect(memory).toMatchObject({ target: { kind: 'docker-daemon-json' }, made: [] })
  expect(JSON.parse(memory?.before ?? '')).toEqual({ 'registry-mirrors': [] })
})

test('one that someone has changed meanwhile is left alone', async () => {
  const { disk, place, claims } = await claimsOn(taken)
  disk.edit(path, '{"registry-mirrors": ["http://m.lan"], "debug": true}')
  await expect(claimFiles(place, key, choice, claims)).rejects.toMatchObject({ notice: { code: 'offer-stale' } })
  expect(await recall('system', disk)).toBeNull()
})
