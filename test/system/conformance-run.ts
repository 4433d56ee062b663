import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gathered, type Conformance } from './conformance.ts'
import { formatTable, mergeRows, type Row } from './conformance-table.ts'

const data = fileURLToPath(new URL('conformance.json', import.meta.url))
const page = fileURLToPath(new URL('CONFORMANCE.md', import.meta.url))
const mark = '<!-- From here on written by the tests. -->'

/** Around a run of the system tests: what they have shown goes into the table of CONFORMANCE.md. */
export function setup(): void {
  rmSync(gathered, { force: true })
}

/** Merges what was gathered into the table. A run of a few tests changes their cells alone. */
export function teardown(): void {
  if (!existsSync(gathered)) return
  const shown = readFileSync(gathered, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Conformance)
  const rows = mergeRows(existsSync(data) ? (JSON.parse(readFileSync(data, 'utf8')) as Row[]) : [], shown)
  writeFileSync(data, `${JSON.stringify(rows, null, 1)}\n`)
  const [prose = ''] = readFileSync(page, 'utf8').split(mark)
  writeFileSync(page, `${prose}${mark}\n\n${formatTable(rows)}`)
  rmSync(gathered)
}
