import { cpSync } from 'node:fs'
import { findProgram } from '../../build/run/programs.ts'
import { URL_OF } from '../lab/lab.ts'
import { type Machine, PROJECT_INSIDE } from '../lab/machine.ts'
import { whyNot } from '../lab/prerequisites.ts'
import { race, type Way } from './race.ts'
import type { Part, Row } from './row.ts'
import { mustRun, node, pullcord, startWorkshop } from './workshop.ts'

const dropIn = '/etc/containers/registries.conf.d/zz-pullcord.conf'
const podman = ['--engine', 'podman', '--scope', 'system']

/** Switching podman on and asking it whether it took the mirror, against a script that does so by hand. */
export const switching: Part = {
  name: 'switch',
  title: 'Switching podman on, from off each time: written, synced, and podman asked; our start-up beside it',
  async whyNot() {
    return whyNot('podman', 'flock') ?? (findProgram('curl') === null ? 'not installed: curl' : null)
  },
  async run({ rounds }) {
    const machine = await startWorkshop()
    try {
      const text = await rememberText(machine)
      const place = new URL(URL_OF.mirror).host
      const script = (...url: readonly string[]): Way => ({
        before: [['rm', '-f', dropIn]],
        commands: [[`${PROJECT_INSIDE}/test/bench/by-hand.sh`, text, dropIn, place, ...url]],
      })
      const ours = (...options: readonly string[]): Way => ({
        before: [pullcord('off', ...podman)],
        commands: [pullcord('on', ...podman, ...options)],
      })
      const times = await race(machine, rounds, {
        ours: ours('--no-check'),
        script: script(),
        checked: ours(),
        checkedScript: script(URL_OF.mirror),
        node: { before: [], commands: [[node, '-e', '0']] },
      })
      return [
        ...besideStart('pullcord on --no-check', 'script', times.ours, times.script, times.node),
        ...besideStart(
          'pullcord on (mirror asked)',
          'script with curl',
          times.checked,
          times.checkedScript,
          times.node,
        ),
        { kind: 'measured', what: 'Node’s own start (node -e 0)', unit: 'ms', ours: times.node, limit: null },
      ]
    } finally {
      await machine.stop()
    }
  },
}

/** The limit is for what we do: Node’s own start is left out of the first row, and stands in the second. */
function besideStart(what: string, than: string, ours: number, theirs: number, start: number): readonly Row[] {
  const row = { kind: 'compared', than, unit: 'ms', theirs } as const
  return [
    { ...row, what: `${what}, less Node’s start`, ours: ours - start, limit: 1.5 },
    { ...row, what: `${what}, whole`, ours, limit: null },
  ]
}

/** What Pullcord writes, kept for the script; Pullcord is off again afterwards. */
async function rememberText(machine: Machine): Promise<string> {
  const text = `${machine.work}/drop-in`
  await mustRun(machine, pullcord('on', ...podman))
  cpSync(machine.path(dropIn), text)
  await mustRun(machine, pullcord('off', ...podman))
  return text
}
