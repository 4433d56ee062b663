import { cpSync, mkdirSync } from 'node:fs'
import { describe, expect, test, vi } from 'vitest'
import { approve, readApproved, setId } from '../../../electron/system/approved.ts'
import { mirrorsOf } from '../service/workplace.ts'
import { rootAt, uid } from './root-at.ts'
import { temporaryRoot } from './temporary-root.ts'
import { changing, watch } from './watched-fs.ts'

vi.mock('node:fs/promises', async (original) => {
  const { watched } = await import('./watched-fs.ts')
  return watched(await original())
})

const one = { mirrors: mirrorsOf(['docker.io=https://one.lan']), keepTheirs: true, strict: false }
const two = { mirrors: mirrorsOf(['docker.io=https://two.lan']), keepTheirs: true, strict: false }
const order = { only: false, acceptRisks: true, by: { uid: 0, via: 'root' } } as const
const why = uid === 0 ? null : 'needs root: what is believed must be root’s'
if (why !== null) console.warn(`SKIPPED: approving on a disk that fails: ${why}`)

describe.skipIf(why !== null)('approving on a disk that', () => {
  test.each(['ENOSPC', 'EIO'])('fails with %s at any one call keeps what was approved', async (code) => {
    const home = temporaryRoot().path('')
    mkdirSync(`${home}/0`)
    const prepared = rootAt(`${home}/0`)
    await approve(one, order, prepared.disk)
    let refused = 0
    for (let at = 1; ; at++) {
      cpSync(prepared.path(''), `${home}/${at}`, { recursive: true })
      const { disk } = rootAt(`${home}/${at}`)
      let calls = 0
      watch.call = (name) => {
        if (changing.includes(name) && ++calls === at) throw Object.assign(new Error(code), { code })
      }
      const failed = await approve(two, order, disk).then(
        () => null,
        (error: { notice?: { code: string } }) => error,
      )
      watch.call = null
      const ids = (await readApproved(disk)).map(({ id }) => id)
      expect([[setId(one)], [setId(one), setId(two)]], `call ${at}`).toContainEqual(ids)
      if (failed === null) expect(ids, `call ${at}`).toContain(setId(two))
      else expect(failed.notice?.code, `call ${at}`).toBe(code === 'EIO' ? 'disk-error' : 'disk-full')
      refused += failed === null ? 0 : 1
      if (calls < at) break
    }
    expect(refused).toBeGreaterThan(4)
  })
})
