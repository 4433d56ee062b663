// `npm run bench [-- PART …] [--long] [--rounds N] [--json FILE]`: the numbers in the README, measured on this machine.
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { catalog } from './catalog.ts'
import { engines } from './engines.ts'
import { filter } from './filter.ts'
import { firstRun } from './first-run.ts'
import { health } from './health.ts'
import { helper } from './helper.ts'
import { idle } from './idle.ts'
import { machineFacts } from './machine-facts.ts'
import { notifications } from './notifications.ts'
import { weight } from './page-weight.ts'
import { paint } from './paint.ts'
import { pullsView } from './pulls-view.ts'
import { keepsLimit, type Effort, type Part, type Row } from './row.ts'
import { speed } from './speed.ts'
import { status } from './status.ts'
import { switching } from './switch.ts'
import { head, lineOf } from './table.ts'

const parts: readonly Part[] = [
  status,
  switching,
  firstRun,
  engines,
  helper,
  weight,
  paint,
  filter,
  idle,
  pullsView,
  catalog,
  notifications,
  health,
  speed,
]

/** What came of a part; `missing` says why it has no rows. */
interface Result {
  readonly part: string
  readonly rows: readonly Row[]
  readonly missing: { readonly how: 'skipped' | 'failed'; readonly why: string } | null
}

async function measure({ name: part, whyNot, run }: Part, effort: Effort): Promise<Result> {
  const without = (how: 'skipped' | 'failed', why: string): Result => ({ part, rows: [], missing: { how, why } })
  try {
    const why = await whyNot()
    return why === null ? { part, rows: await run(effort), missing: null } : without('skipped', why)
  } catch (error) {
    return without('failed', (error as Error).message.trim())
  }
}

const { values, positionals } = parseArgs({
  options: { json: { type: 'string' }, long: { type: 'boolean' }, rounds: { type: 'string' } },
  allowPositionals: true,
})
const unknown = positionals.filter((name) => !parts.some((part) => part.name === name))
if (unknown.length > 0) throw new Error(`There is no part ${unknown[0]}: ${parts.map(({ name }) => name).join(', ')}.`)
const rounds = Number(values.rounds ?? (values.long ? 31 : 11))
const effort: Effort = { rounds, idleSeconds: values.long ? 60 : 10 }

const machine = machineFacts()
console.log(`Medians of ${rounds} rounds, side by side.\n${machine.join('\n')}\n\n${head}`)
const results: Result[] = []
for (const part of parts.filter(({ name }) => positionals.length === 0 || positionals.includes(name))) {
  console.log(`\n${part.title}`)
  const result = await measure(part, effort)
  results.push(result)
  const { rows, missing } = result
  console.log(missing === null ? rows.map(lineOf).join('\n') : `${missing.how}: ${part.name}: ${missing.why}`)
}

const over = results.flatMap(({ rows }) => rows).filter((row) => keepsLimit(row) === false).length
const count = (how: 'skipped' | 'failed'): number => results.filter(({ missing }) => missing?.how === how).length
console.log(`\n${over} over the limit, ${count('failed')} parts failed, ${count('skipped')} skipped.`)
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ machine, effort, results }, null, 2)}\n`)
process.exitCode = over + count('failed') > 0 ? 1 : 0
