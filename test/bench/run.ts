// `npm run bench [-- PART …] [--long] [--json FILE]`: the numbers in the README, measured on this machine.
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { idle } from './idle.ts'
import { machineFacts } from './machine-facts.ts'
import { weight } from './page-weight.ts'
import { paint } from './paint.ts'
import { keepsLimit, type Effort, type Part, type Row } from './row.ts'
import { status } from './status.ts'
import { switching } from './switch.ts'
import { head, lineOf } from './table.ts'

const parts: readonly Part[] = [status, switching, weight, paint, idle]

const { values, positionals } = parseArgs({
  options: { json: { type: 'string' }, long: { type: 'boolean' }, rounds: { type: 'string' } },
  allowPositionals: true,
})
const rounds = Number(values.rounds ?? (values.long ? 31 : 11))
const effort: Effort = { rounds, idleSeconds: values.long ? 60 : 10 }
const chosen = parts.filter(({ name }) => positionals.length === 0 || positionals.includes(name))

const machine = machineFacts()
console.log(`Medians of ${effort.rounds} rounds, side by side.\n${machine.join('\n')}\n\n${head}`)

const results: { part: string; skipped: string | null; rows: readonly Row[] }[] = []
for (const part of chosen) {
  console.log(`\n${part.title}`)
  const skipped = await part.whyNot()
  const rows = skipped === null ? await part.run(effort) : []
  console.log(skipped === null ? rows.map(lineOf).join('\n') : `skipped: ${part.name}: ${skipped}`)
  results.push({ part: part.name, skipped, rows })
}

const over = results.flatMap(({ rows }) => rows.filter((row) => keepsLimit(row) === false))
const skips = results.filter(({ skipped }) => skipped !== null).length
console.log(
  `\n${over.length === 0 ? 'Every limit is kept' : `${over.length} over the limit`}${skips > 0 ? `; ${skips} parts skipped` : ''}.`,
)
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ machine, effort, results }, null, 2)}\n`)
process.exitCode = over.length > 0 ? 1 : 0
