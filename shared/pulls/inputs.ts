import * as v from 'valibot'
import type { PullCalls } from './contract.ts'
import { outcomes } from './pull.ts'

const url = v.pipe(v.string(), v.maxLength(5000))
const name = v.pipe(v.string(), v.maxLength(1000))
const moment = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER))
const whole = (from: number, to: number) => v.pipe(v.number(), v.integer(), v.minValue(from), v.maxValue(to))

/** What each call about pulls accepts from a face that may be hostile. */
export const pullInputs: { readonly [N in keyof PullCalls]: v.GenericSchema<unknown, PullCalls[N]['in']> } = {
  'pulls.read': v.strictObject({
    filter: v.strictObject({
      text: name,
      engines: v.pipe(v.array(v.pipe(v.string(), v.maxLength(40))), v.maxLength(32)),
      outcomes: v.pipe(v.array(v.picklist(outcomes)), v.maxLength(outcomes.length)),
    }),
    since: v.nullable(moment),
    before: v.nullable(v.pipe(v.string(), v.maxLength(300))),
    limit: whole(1, 1000),
  }),
  'pulls.watch': v.strictObject({ mirrorLogs: v.pipe(v.array(v.never()), v.maxLength(0)) }),
  'pulls.evidence': v.strictObject({ id: v.pipe(v.string(), v.maxLength(500)) }),
  'pulls.stats': v.strictObject({ since: moment, buckets: whole(1, 1000) }),
  'catalog.read': v.strictObject({ mirror: url, walk: v.boolean() }),
  'catalog.stop': v.strictObject({ mirror: url }),
  'catalog.tags': v.strictObject({ mirror: url, repository: name }),
  'catalog.image': v.strictObject({ mirror: url, repository: name, reference: v.nullable(name), ask: v.boolean() }),
  'mirror.activity': v.strictObject({ mirror: url }),
  'quota.read': v.strictObject({ probe: v.boolean() }),
  'collector.list': v.strictObject({}),
  'collector.find': v.strictObject({ mirror: url, port: whole(1, 65_535) }),
  'collector.add': v.strictObject({
    mirror: url,
    url,
    token: v.pipe(v.string(), v.maxLength(200)),
    ca: v.nullable(v.pipe(v.string(), v.maxLength(1_000_000))),
  }),
  'collector.remove': v.strictObject({ mirror: url }),
}
