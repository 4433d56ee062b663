import * as v from 'valibot'
import type { CallName, Calls } from './contract.ts'
import { gitlabInputs } from './gitlab/inputs.ts'
import { hostInputs } from './hosting/inputs.ts'
import { mirrorInputs } from './mirrors/inputs.ts'
import { profileInputs } from './profiles/inputs.ts'
import { pullInputs } from './pulls/inputs.ts'
import { engineKeyShape, notifyShape } from './settings.ts'

const to = v.picklist(['on', 'off'])
const engines = v.nullable(v.pipe(v.array(engineKeyShape), v.maxLength(32)))
const draft = v.strictObject({
  upstream: v.pipe(v.string(), v.maxLength(300)),
  url: v.pipe(v.string(), v.maxLength(5000)),
  insecure: v.boolean(),
  ca: v.nullable(v.pipe(v.string(), v.maxLength(1_000_000))),
})
const order = {
  to,
  engines,
  mirrors: v.nullable(v.pipe(v.array(draft), v.maxLength(100))),
  keepTheirs: v.nullable(v.boolean()),
  strict: v.nullable(v.boolean()),
}
const index = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1000))

/** What each call accepts from a face that may be hostile; the contract's types, checked at run time. */
export const inputs: { readonly [N in CallName]: v.GenericSchema<unknown, Calls[N]['in']> } = {
  'status.read': v.strictObject({ probe: v.boolean(), accepted: v.exactOptional(v.boolean()) }),
  'switch.plan': v.strictObject(order),
  'switch.set': v.strictObject({
    ...order,
    expect: v.nullable(v.pipe(v.string(), v.maxLength(200))),
    accept: v.boolean(),
    check: v.boolean(),
  }),
  'engine.verify': v.strictObject({
    engine: engineKeyShape,
    image: v.nullable(v.pipe(v.string(), v.maxLength(1000))),
    mirrorLog: v.null(),
  }),
  'approval.read': v.strictObject({}),
  'approval.give': v.strictObject({ acceptRisks: v.boolean(), only: v.boolean() }),
  'approval.revoke': v.strictObject({}),
  'history.read': v.strictObject({ limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000)) }),
  'history.undo': v.strictObject({
    id: v.nullable(v.pipe(v.string(), v.regex(/^[0-9A-Za-z-]{1,64}$/))),
    accept: v.boolean(),
  }),
  'drift.read': v.strictObject({ engine: engineKeyShape }),
  'drift.keep': v.strictObject({ engine: engineKeyShape }),
  'doctor.run': v.strictObject({}),
  'uninstall.run': v.strictObject({ accept: v.boolean() }),
  'mirror.add': v.strictObject({ draft }),
  'mirror.edit': v.strictObject({ index, draft }),
  'mirror.remove': v.strictObject({ index }),
  'mirror.test': v.strictObject({ draft }),
  ...pullInputs,
  ...hostInputs,
  ...mirrorInputs,
  ...profileInputs,
  ...gitlabInputs,
  'task.stop': v.strictObject({ task: v.pipe(v.string(), v.maxLength(100)) }),
  'settings.read': v.strictObject({}),
  'settings.edit': v.strictObject({
    engines: v.exactOptional(engines),
    keepTheirs: v.exactOptional(v.boolean()),
    strict: v.exactOptional(v.boolean()),
    language: v.exactOptional(v.picklist(['system', 'en', 'zh-TW'])),
    notify: v.exactOptional(notifyShape),
  }),
}
