// Runs inside a lab machine, so that the way into it is not measured.
// Reads a race as JSON from stdin, and writes the times by name.
import { spawnSync } from 'node:child_process'
import { text } from 'node:stream/consumers'
import type { Command, Race, Times } from './race.ts'

function run([program = '', ...args]: Command): void {
  const { status, stderr, error } = spawnSync(program, args, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' })
  if (status !== 0) throw new Error(`${[program, ...args].join(' ')}: ${error?.message ?? `${status}: ${stderr}`}`)
}

const { rounds, ways } = JSON.parse(await text(process.stdin)) as Race
const runners = Object.entries(ways).map(([name, way]) => ({ name, ...way, times: [] as number[] }))
for (let round = 0; round <= rounds; round += 1) {
  for (const { before, commands, times } of runners) {
    before.forEach(run)
    const began = performance.now()
    commands.forEach(run)
    // The first round only fills caches.
    if (round > 0) times.push(performance.now() - began)
  }
}
process.stdout.write(
  JSON.stringify(Object.fromEntries(runners.map(({ name, times }) => [name, times])) satisfies Times),
)
