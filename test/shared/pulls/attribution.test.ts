import { describe, expect, test } from 'vitest'
import { notice } from '../../../shared/notice.ts'
import { attribute } from '../../../shared/pulls/attribution.ts'
import type { NamedPull } from '../../../shared/pulls/fits.ts'
import type { MirrorPull } from '../../../shared/pulls/sighting.ts'
import type { MirrorRecord } from '../../../shared/pulls/unserved.ts'
import { digestOf, enginePull, laptop, mirror, mirrorPull, start } from './sightings.ts'

function record(parts: Partial<MirrorRecord['coverage']> = {}, seesRefusals = false): MirrorRecord {
  return {
    mirror,
    upstream: 'docker.io',
    coverage: { mirror, since: start - 3_600_000, until: start + 3_600_000, gaps: [], ...parts },
    own: new Set([laptop]),
    source: 'notifications',
    seesRefusals,
  }
}

/** Every pull as `engine or - : outcome why`, in the order of time. */
function told(engines: readonly NamedPull[], mirrors: readonly MirrorPull[], records = [record()]): readonly string[] {
  return attribute(engines, mirrors, { records, unrecorded: [] })
    .map(({ pull }) => pull)
    .toSorted((a, b) => a.at - b.at)
    .map(({ engine, outcome, why }) => `${engine?.id ?? '-'}: ${outcome} ${why.code}`)
}

describe('an engine’s pull and the mirror’s are one', () => {
  const podman4 = { engine: { id: 'podman', scope: 'user' }, when: 'begin', digests: [], at: start - 50 } as const
  const byPodman = { userAgent: 'containers/5.23.1 (github.com/containers/image)' }
  const cases: readonly [name: string, engines: NamedPull[], mirrors: MirrorPull[], told: string[]][] = [
    ['hit', [enginePull()], [mirrorPull()], ['docker: mirror-hit pull-hit']],
    [
      'miss',
      [enginePull()],
      [mirrorPull({ served: 'miss', why: notice('pull-miss') })],
      ['docker: mirror-miss pull-miss'],
    ],
    [
      'up to date',
      [enginePull()],
      [mirrorPull({ served: 'up-to-date', why: notice('pull-up-to-date') })],
      ['docker: mirror-up-to-date pull-up-to-date'],
    ],
    ['podman 4 tells first', [enginePull(podman4)], [mirrorPull(byPodman)], ['podman: mirror-hit pull-hit']],
    [
      'each its own',
      [enginePull({ at: start + 200 }), enginePull({ at: start + 1200 })],
      [mirrorPull({ served: 'miss', why: notice('pull-miss') }), mirrorPull({ from: start + 1000, to: start + 1100 })],
      ['docker: mirror-miss pull-miss', 'docker: mirror-hit pull-hit'],
    ],
    [
      'each its own, within the slack of the clocks',
      [enginePull({ at: start + 200 })],
      [mirrorPull({ served: 'miss', why: notice('pull-miss') }), mirrorPull({ from: start + 300, to: start + 400 })],
      ['docker: mirror-miss pull-miss', '-: mirror-hit pull-hit'],
    ],
    [
      'by digest',
      [enginePull({ image: `alpine@${digestOf('index')}` })],
      [mirrorPull({ tag: null })],
      ['docker: mirror-hit pull-hit'],
    ],
    [
      'refused, then done without it',
      [enginePull()],
      [mirrorPull({ served: 'refused', digests: [], why: notice('pull-refused', { status: 404 }) })],
      ['docker: bypassed pull-bypassed'],
    ],
    [
      'refused by one mirror, served by the next',
      [enginePull()],
      [
        mirrorPull({ served: 'refused', digests: [], mirror: 'http://192.168.11.3:6000', address: null }),
        mirrorPull({ from: start + 50 }),
      ],
      ['docker: mirror-hit pull-hit'],
    ],
    [
      'what the mirror cannot tell stays unknown',
      [enginePull()],
      [mirrorPull({ served: 'unknown', why: notice('pull-unsure-older') })],
      ['docker: unknown pull-unsure-older'],
    ],
    ['a build has no event', [], [mirrorPull({ userAgent: 'buildkit/v0.12' })], ['-: mirror-hit pull-hit']],
    [
      'a mirror that refused somebody tells no more than that',
      [],
      [mirrorPull({ served: 'refused', why: notice('pull-refused') })],
      ['-: unknown pull-refused'],
    ],
  ]
  test.each(cases)('%s', (_, engines, mirrors, expected) => {
    expect(told(engines, mirrors)).toEqual(expected)
    expect(told(engines.toReversed(), mirrors.toReversed())).toEqual(expected)
  })
})

describe('without the mirror', () => {
  test('upstream, where the record is whole', () => {
    expect(told([enginePull()], [])).toEqual(['docker: upstream pull-upstream-no-errors'])
    expect(told([enginePull()], [], [record({}, true)])).toEqual(['docker: upstream pull-upstream'])
  })
  test('unknown where nobody keeps a record of that upstream', () => {
    expect(told([enginePull()], [], [])).toEqual(['docker: unknown pull-no-record'])
    expect(told([enginePull({ image: 'quay.io/org/tool:1' })], [])).toEqual(['docker: unknown pull-no-record'])
  })
  test('unknown and waiting where the record has not come so far', () => {
    const [one] = attribute([enginePull()], [], {
      records: [record({ until: start + 3_100 })],
      unrecorded: [],
    })
    expect(one?.pull).toMatchObject({ outcome: 'unknown', isSettled: false, why: { code: 'pull-waiting' } })
    expect(told([enginePull()], [], [record({ until: start + 3_200 })])[0]).toContain('upstream')
  })
  test('unknown where the record began later, or has a gap', () => {
    expect(told([enginePull()], [], [record({ since: start })])).toEqual(['docker: unknown gap-started-late'])
    const why = notice('gap-mirror-restarted', { mirror })
    const gaps = [{ from: start - 5_000, to: start - 1_000, why }]
    expect(told([enginePull()], [], [record({ gaps })])).toEqual(['docker: unknown gap-mirror-restarted'])
    expect(told([enginePull({ at: start + 90_000 })], [], [record({ gaps })])[0]).toContain('upstream')
  })
  test('unknown where another mirror may have served it', () => {
    const unrecorded = [{ upstream: 'docker.io', endpoint: '10.0.0.9:5000' }]
    const [one] = attribute([enginePull()], [], { records: [record()], unrecorded })
    expect(one?.pull).toMatchObject({ outcome: 'unknown', why: { code: 'pull-other-mirror' } })
  })
  test('a pull that failed was served by nobody', () => {
    expect(told([enginePull({ failed: 'no such host' })], [])).toEqual(['docker: unknown pull-failed'])
  })
})

describe('no guess is upgraded', () => {
  const cases: readonly [name: string, pull: Partial<MirrorPull>, told: string[]][] = [
    [
      'another machine pulled the same',
      { address: '192.168.11.30' },
      ['-: mirror-hit pull-hit', 'docker: unknown pull-other-address'],
    ],
    [
      'the same tag, other content',
      { digests: [digestOf('other')] },
      ['-: mirror-hit pull-hit', 'docker: unknown pull-ambiguous'],
    ],
    [
      'blobs alone, whose manifest we missed',
      { tag: null, digests: [] },
      ['-: mirror-hit pull-hit', 'docker: unknown pull-ambiguous'],
    ],
    [
      'another program here',
      { userAgent: 'skopeo/1.9' },
      ['-: mirror-hit pull-hit', 'docker: upstream pull-upstream-no-errors'],
    ],
    [
      'another tag',
      { tag: '3.19', digests: [digestOf('old')] },
      ['-: mirror-hit pull-hit', 'docker: upstream pull-upstream-no-errors'],
    ],
    [
      'an hour ago',
      { from: start - 3_500_000, to: start - 3_400_000 },
      ['-: mirror-hit pull-hit', 'docker: upstream pull-upstream-no-errors'],
    ],
  ]
  test.each(cases)('%s', (_, pull, expected) => {
    expect(told([enginePull()], [mirrorPull(pull)])).toEqual(expected)
  })
})

test('evidence stands in the order of time, each line with its source', () => {
  const [{ evidence, pull } = { evidence: [], pull: null }] = attribute([enginePull()], [mirrorPull()], {
    records: [record()],
    unrecorded: [],
  })
  expect(evidence.map(({ source }) => source)).toEqual(['notifications', 'engine-events'])
  expect(pull?.sources).toEqual(['engine-events', 'notifications'])
})
