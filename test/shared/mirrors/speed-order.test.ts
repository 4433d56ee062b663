import { expect, test } from 'vitest'
import type { MirrorSpeed } from '../../../shared/mirrors/contract.ts'
import { bestFirst } from '../../../shared/mirrors/speed-order.ts'

const speed = (url: string, parts: Partial<MirrorSpeed> = {}): MirrorSpeed => ({
  url,
  firstByteMs: 10,
  bytesPerSecond: 10_000_000,
  bytes: 1,
  verdict: 'same',
  digest: null,
  isVerified: true,
  notice: null,
  ...parts,
})

test('right before stale before missing before silent before wrong, however fast', () => {
  const quick = { firstByteMs: 1, bytesPerSecond: 100_000_000 }
  const order = bestFirst([
    speed('wrong', { ...quick, verdict: 'wrong' }),
    speed('silent', { firstByteMs: null, bytesPerSecond: null, verdict: 'unknown' }),
    speed('missing', { ...quick, verdict: 'missing' }),
    speed('stale', { ...quick, verdict: 'stale' }),
    speed('same'),
    speed('unknown', { verdict: 'unknown', bytesPerSecond: 9_000_000 }),
  ])
  expect(order).toEqual(['same', 'unknown', 'stale', 'missing', 'silent', 'wrong'])
})

test('by the time that a pull takes: a slow line costs more than a late first byte', () => {
  const late = speed('late', { firstByteMs: 200 })
  const slow = speed('slow', { firstByteMs: 5, bytesPerSecond: 1_000_000 })
  const unread = speed('unread', { firstByteMs: 1, bytesPerSecond: null })
  expect(bestFirst([unread, slow, late])).toEqual(['late', 'slow', 'unread'])
})

test('equals stay as they are', () => {
  expect(bestFirst([speed('b'), speed('a'), speed('c')])).toEqual(['b', 'a', 'c'])
})
