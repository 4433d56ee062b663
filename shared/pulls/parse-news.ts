import * as v from 'valibot'
import { sentences } from '../sentences.ts'
import { notice, type Notice } from '../notice.ts'
import type { CollectorNews } from './collector.ts'
import { sourceIds } from './pull.ts'

const moment = v.pipe(v.number(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER))
const text = (length: number) => v.pipe(v.string(), v.maxLength(length))
const count = v.nullable(v.pipe(v.number(), v.minValue(0)))

// A sentence of another version may be unknown here, and one of a stranger may say anything: the code decides.
const said = v.pipe(
  v.object({ code: text(100), values: v.record(text(100), v.union([text(2000), v.number()])) }),
  v.transform(({ code, values }): Notice =>
    Object.hasOwn(sentences, code)
      ? notice(code as keyof typeof sentences, values)
      : notice('collector-newer-word', { code }),
  ),
)

const source = v.picklist(sourceIds)
const pull = v.object({
  id: text(200),
  mirror: text(3000),
  upstream: text(300),
  repository: text(300),
  tag: v.nullable(text(200)),
  digests: v.pipe(v.array(text(200)), v.maxLength(200)),
  from: moment,
  to: moment,
  userAgent: v.nullable(text(400)),
  address: v.nullable(text(100)),
  served: v.picklist(['hit', 'miss', 'up-to-date', 'refused', 'unknown']),
  isSettled: v.boolean(),
  bytes: count,
  why: said,
  sources: v.pipe(v.array(source), v.maxLength(20)),
  requests: v.number(),
  evidence: v.pipe(v.array(v.object({ at: moment, source, text: text(3000) })), v.maxLength(50)),
})

const news = v.object({
  cursor: moment,
  at: moment,
  you: v.nullable(text(100)),
  pulls: v.pipe(v.array(pull), v.maxLength(5000)),
  coverage: v.object({
    mirror: text(3000),
    since: moment,
    until: moment,
    gaps: v.pipe(v.array(v.object({ from: moment, to: moment, why: said })), v.maxLength(200)),
  }),
  sources: v.pipe(
    v.array(
      v.object({
        source,
        of: text(3000),
        state: v.picklist(['heard', 'waiting', 'lost', 'not-set-up']),
        since: moment,
        notice: v.nullable(said),
      }),
    ),
    v.maxLength(50),
  ),
  figures: v.pipe(
    v.array(
      v.object({
        name: v.picklist(['hit-rate', 'bytes-saved', 'bytes-served', 'manifest-requests', 'manifest-misses']),
        value: count,
        source,
        mirror: v.nullable(text(3000)),
        since: v.nullable(moment),
        notice: v.nullable(said),
      }),
    ),
    v.maxLength(50),
  ),
  quotas: v.pipe(
    v.array(
      v.object({
        at: moment,
        from: v.variant('kind', [
          v.object({ kind: v.literal('this-machine') }),
          v.object({ kind: v.literal('collector'), mirror: text(3000) }),
        ]),
        login: v.nullable(text(300)),
        counted: v.nullable(text(300)),
        state: v.picklist(['known', 'not-reported', 'failed']),
        limit: count,
        remaining: count,
        windowSeconds: count,
        notice: v.nullable(said),
      }),
    ),
    v.maxLength(50),
  ),
})

/** Reads a line of a collector, which may be of another version or hostile; null where it is none. */
export function parseNews(line: string): CollectorNews | null {
  try {
    const parsed = v.safeParse(news, JSON.parse(line))
    return parsed.success ? parsed.output : null
  } catch {
    return null
  }
}
