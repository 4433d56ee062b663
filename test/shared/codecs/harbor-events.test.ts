import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseHarborEvents } from '../../../shared/codecs/harbor-events.ts'
import { propertyLimit, runs } from '../../runs.ts'
import { sample } from './registry-samples.ts'

const digest = 'sha256:954b378c375d852eb3c63ab88978f640b4348b01c1b3456a024a81536dafbbf4'
const pull = {
  id: expect.stringMatching(/^harbor-[0-9a-f]{16}$/),
  source: 'harbor',
  method: 'GET',
  status: 200,
  repository: 'library/alpine',
  kind: 'manifest',
  digest,
  references: [],
  bytes: null,
  userAgent: null,
  address: null,
  instance: null,
}

test('the default payload; a pull by digest has no tag', () => {
  expect(parseHarborEvents(sample('documented-harbor-pull-default.json'))).toEqual([
    { ...pull, at: 1_678_082_303_000, tag: null },
  ])
})

test('CloudEvents; the account that pulled is not kept', () => {
  const text = sample('documented-harbor-pull-cloudevents.json')
  expect(parseHarborEvents(text)).toEqual([{ ...pull, at: Date.parse('2023-03-06T06:08:43Z'), tag: '3.20' }])
  expect(JSON.stringify(parseHarborEvents(text))).not.toContain('alice')
})

type Payload = { type: string; occur_at: unknown; event_data: { resources: unknown; repository: unknown } }
const changed = (change: (payload: Payload) => void): ReturnType<typeof parseHarborEvents> => {
  const payload = JSON.parse(sample('documented-harbor-pull-default.json')) as Payload
  change(payload)
  return parseHarborEvents(JSON.stringify(payload))
}

test('told again, a pull is the same; at another time or below another tag it is another', () => {
  const id = (change: (payload: Payload) => void): string | undefined => changed(change)?.[0]?.id
  const first = id(() => undefined)
  expect(id(() => undefined)).toBe(first)
  expect(id((payload) => (payload.occur_at = 1_678_082_304))).not.toBe(first)
  expect(id((payload) => (payload.event_data.resources = [{ digest, tag: '1' }]))).not.toBe(first)
})

test('other events are passed over', () => {
  for (const type of ['PUSH_ARTIFACT', 'DELETE_ARTIFACT', 'harbor.artifact.pushed', 'SCANNING_COMPLETED', 'toString'])
    expect(changed((payload) => (payload.type = type))).toEqual([])
})

test.each<readonly [string, (payload: Payload) => void]>([
  ['no time', (payload) => (payload.occur_at = null)],
  ['a time that is an object', (payload) => (payload.occur_at = { toString: 1 })],
  ['a time beyond all', (payload) => (payload.occur_at = 1e300)],
  ['a name that is none', (payload) => (payload.event_data.repository = { repo_full_name: 'hub/<b>' })],
  ['no name', (payload) => (payload.event_data.repository = null)],
  ['no resources', (payload) => (payload.event_data.resources = 5)],
  ['a resource without a digest', (payload) => (payload.event_data.resources = [{ tag: '1' }, null])],
])('with %s there is no pull', (_, change) => expect(changed(change)).toEqual([]))

test.each(['', 'null', '[]', '{}', '{"type":5}', '{"events":[]}', '<html>'])('%j is no webhook', (text) => {
  expect(parseHarborEvents(text)).toBeNull()
})

test('nothing throws', propertyLimit, () => {
  const part = fc.jsonValue()
  const payload = fc.record(
    {
      specversion: part,
      time: part,
      occur_at: part,
      data: part,
      event_data: fc.record({ resources: part, repository: part }),
    },
    { requiredKeys: [] },
  )
  const text = fc.oneof(
    fc.string(),
    fc.json(),
    fc
      .tuple(fc.constantFrom('PULL_ARTIFACT', 'harbor.artifact.pulled'), payload)
      .map(([type, all]) => JSON.stringify({ ...all, type })),
  )
  fc.assert(
    fc.property(text, (one) => {
      expect(parseHarborEvents(one) ?? []).toBeInstanceOf(Array)
    }),
    { numRuns: runs },
  )
})
