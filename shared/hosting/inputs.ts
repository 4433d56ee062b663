import * as v from 'valibot'
import { exportFormats, hostWays, type HostCalls } from './contract.ts'

const id = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9._-]{0,299}$/))
const task = v.pipe(v.string(), v.maxLength(100))
const pem = v.pipe(v.string(), v.maxLength(1_000_000))
const upstream = v.pipe(v.string(), v.maxLength(300))

/** What each call about mirrors on this machine accepts from a face that may be hostile. */
export const hostInputs: { readonly [N in keyof HostCalls]: v.GenericSchema<unknown, HostCalls[N]['in']> } = {
  'host.list': v.strictObject({}),
  'host.offer': v.strictObject({ upstream }),
  'host.start': v.strictObject({
    task,
    upstream,
    way: v.nullable(v.picklist(hostWays)),
    port: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1024), v.maxValue(65_535))),
    share: v.nullable(
      v.union([
        v.literal('loopback'),
        v.strictObject({ tls: v.nullable(v.strictObject({ certificate: pem, key: pem })), accept: v.boolean() }),
      ]),
    ),
    // No white space, and no dash in front: it becomes an argument.
    image: v.nullable(v.pipe(v.string(), v.maxLength(500), v.regex(/^[a-z0-9][\w.:/@-]*$/i))),
    login: v.exactOptional(
      v.nullable(
        v.strictObject({
          username: v.pipe(v.string(), v.minLength(1), v.maxLength(300)),
          password: v.pipe(v.string(), v.minLength(1), v.maxLength(10_000)),
        }),
      ),
    ),
    hours: v.exactOptional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000)))),
    upgrade: v.exactOptional(v.boolean()),
    add: v.exactOptional(v.boolean()),
  }),
  'host.stop': v.strictObject({ id }),
  'host.remove': v.strictObject({ id, data: v.boolean() }),
  'host.logs': v.strictObject({ id, lines: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000)) }),
  'host.prune': v.strictObject({ id, all: v.boolean(), task }),
  'host.export': v.strictObject({ id, format: v.picklist(exportFormats) }),
}
