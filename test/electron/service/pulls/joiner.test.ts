import { expect, test } from 'vitest'
import { makeJoiner, type Joined } from '../../../../electron/service/pulls/joiner.ts'
import type { MirrorScene } from '../../../../shared/pulls/unserved.ts'
import { enginePull, laptop, mirror, mirrorPull, start } from '../../../shared/pulls/sightings.ts'

function scene(until = start + 3_600_000): MirrorScene {
  const coverage = { mirror, since: start - 3_600_000, until, gaps: [] }
  const record = { mirror, upstream: 'docker.io', coverage, own: new Set([laptop]), source: 'notifications' } as const
  return { records: [{ ...record, seesRefusals: false }], unrecorded: [] }
}

const told = ({ changed, removed }: Joined): readonly unknown[] => [
  changed.map(({ pull }) => `${pull.engine?.id ?? '-'} ${pull.outcome}${pull.isSettled ? '' : ' …'}`),
  removed,
]

test('what the mirror saw makes way for what the engine told, once', () => {
  const joiner = makeJoiner(() => [])
  joiner.addMirror([mirrorPull({ id: 'm' })])
  expect(told(joiner.join(scene(), false))).toEqual([['- mirror-hit'], []])
  joiner.addEngine(enginePull())
  expect(told(joiner.join(scene(), false))).toEqual([['docker mirror-hit'], ['m']])
  expect(told(joiner.join(scene(), true))).toEqual([[], []])
})

test('the engine first: it waits for the mirror, and never shows twice', () => {
  const joiner = makeJoiner(() => [])
  joiner.addEngine(enginePull())
  expect(told(joiner.join(scene(start), false))).toEqual([['docker unknown …'], []])
  expect(joiner.waitsSince()).toBe(start + 200)
  joiner.addMirror([mirrorPull({ id: 'm' })])
  expect(told(joiner.join(scene(start), false))).toEqual([['docker mirror-hit'], ['m']])
  expect(joiner.waitsSince()).toBeNull()
})

test('once the record has come far enough, nobody having served it is told', () => {
  const joiner = makeJoiner(() => [])
  joiner.addEngine(enginePull())
  joiner.join(scene(start), false)
  expect(told(joiner.join(scene(), false))).toEqual([[], []])
  expect(told(joiner.join(scene(), true))).toEqual([['docker upstream'], []])
})

test('an event that is told again is the same pull', () => {
  const joiner = makeJoiner(() => [])
  joiner.addEngine(enginePull())
  joiner.join(scene(), false)
  joiner.addEngine(enginePull())
  expect(told(joiner.join(scene(), false))).toEqual([[], []])
})

test('what was kept of earlier joins what an engine tells now', () => {
  const joiner = makeJoiner(() => [mirrorPull({ id: 'kept' })])
  joiner.addEngine(enginePull())
  expect(told(joiner.join(scene(), false))).toEqual([['docker mirror-hit'], ['kept']])
})

test('memory is bounded: many repositories, and many pulls of one', () => {
  const joiner = makeJoiner(() => [])
  for (let at = 0; at < 20_000; at++) {
    joiner.addMirror([mirrorPull({ repository: at % 2 === 0 ? 'library/one' : `team/app${at}`, address: '10.0.0.1' })])
    if (at % 100 === 0) joiner.join(scene(), false)
  }
  joiner.join(scene(), false)
  joiner.addEngine(enginePull({ image: 'one:3.20' }))
  // All of them are another machine's: this one's pull is not taken for any of those.
  expect(told(joiner.join(scene(), false))[0]).toContain('docker unknown')
})
