import { expect, test } from 'vitest'
import { forgetRecord, keepRecord, loadRecords, recordOf } from '../../../electron/hosting/records.ts'
import { memoryDisk } from '../../../electron/system/memory-disk.ts'
import { record } from '../../shared/hosting/made-record.ts'

const path = '/home/dev/.local/state/pullcord/hosted.json'

test('each mirror has one place, which it keeps', async () => {
  const disk = memoryDisk()
  const quay = record({ id: 'quay.io', upstream: 'quay.io' })
  expect(await loadRecords(disk)).toEqual([])
  await keepRecord(disk, record())
  await keepRecord(disk, quay)
  await keepRecord(disk, record({ port: 5009 }))
  expect(await loadRecords(disk)).toEqual([record({ port: 5009 }), quay])
  await forgetRecord(disk, 'docker.io')
  expect(await loadRecords(disk)).toEqual([quay])
  await expect(recordOf(disk, 'docker.io')).rejects.toMatchObject({ notice: { code: 'host-unknown' } })
})

test.each(['{', '{"version":2,"mirrors":[]}', '{"version":1,"mirrors":[{"id":"x"}]}'])(
  'what is no record of ours is told of, and nothing is guessed: %s',
  async (text) => {
    await expect(loadRecords(memoryDisk({ [path]: text }))).rejects.toThrow(path)
  },
)
