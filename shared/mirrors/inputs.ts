import * as v from 'valibot'
import type { MirrorCalls } from './contract.ts'

const task = v.pipe(v.string(), v.maxLength(100))
const upstream = v.pipe(v.string(), v.maxLength(300))
const url = v.pipe(v.string(), v.maxLength(5000))
const place = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1000))
const image = v.nullable(v.pipe(v.string(), v.maxLength(1000)))

export const mirrorInputs: { readonly [N in keyof MirrorCalls]: v.GenericSchema<unknown, MirrorCalls[N]['in']> } = {
  'mirror.identify': v.strictObject({
    task,
    draft: v.strictObject({
      url,
      insecure: v.boolean(),
      ca: v.nullable(v.pipe(v.string(), v.maxLength(1_000_000))),
    }),
  }),
  'mirror.history': v.strictObject({ mirror: url }),
  'mirror.move': v.strictObject({ from: place, to: place }),
  'mirror.order': v.strictObject({ upstream, urls: v.pipe(v.array(url), v.maxLength(1000)) }),
  'mirror.speedPlan': v.strictObject({ upstream, image }),
  'mirror.speed': v.strictObject({ task, upstream, image }),
}
