import { cpSync, readFileSync } from 'node:fs'
import { findBrowser, findProgram } from '../../build/run/programs.ts'
import { startLab, URL_OF } from '../lab/lab.ts'
import { type Machine, PROJECT_INSIDE } from '../lab/machine.ts'
import { whyNot } from '../lab/prerequisites.ts'
import { ownFiles } from '../lab/own-files.ts'
import { untilUp } from '../lab/until.ts'
import { median } from './median.ts'
import { type Command, race } from './race.ts'
import type { Part } from './row.ts'
import { mustRun, node, pullcord } from './workshop.ts'

const image = 'docker.io/library/demo:1'
const dropIn = '/etc/containers/registries.conf.d/zz-pullcord.conf'
const setup = pullcord('setup', '--mirror', URL_OF.mirror, '--image', image, '--yes')
const fresh: readonly Command[] = [
  pullcord('off', '--engine', 'podman', '--scope', 'system'),
  ['rm', '-rf', ...ownFiles('root'), dropIn],
  ['podman', 'image', 'rm', '--force', image],
]

/** From nothing to a proven pull, in a terminal against a script, and by keyboard in the window. */
export const firstRun: Part = {
  name: 'first-run',
  title: 'From nothing to a pull that is proven, on a machine with podman',
  async whyNot() {
    if (findBrowser() === null) return 'There is no Chromium.'
    return whyNot('podman', 'flock') ?? (findProgram('curl') === null ? 'not installed: curl' : null)
  },
  async run({ rounds }) {
    const { machine, stop } = await startLab()
    try {
      await mustRun(machine, setup)
      const text = `${machine.work}/drop-in`
      cpSync(machine.path(dropIn), text)
      const script = [`${PROJECT_INSIDE}/test/bench/by-hand-first.sh`, text, dropIn, new URL(URL_OF.mirror).host]
      const times = await race(machine, rounds, {
        ours: { before: fresh, commands: [setup] },
        script: { before: fresh, commands: [[...script, URL_OF.mirror, image]] },
        node: { before: [], commands: [[node, '-e', '0']] },
      })
      const walked: number[] = []
      for (let round = 0; round < Math.min(rounds, 3); round++) walked.push(await walk(machine, `serve-${round}`))
      const row = { kind: 'compared', unit: 'ms', theirs: times.script, limit: null } as const
      return [
        { ...row, what: 'pullcord setup, less Node’s start', than: 'script that pulls', ours: times.ours - times.node },
        { ...row, what: 'pullcord setup, whole', than: 'script that pulls', ours: times.ours },
        { kind: 'measured', what: 'first key to proof in the window', unit: 'ms', ours: median(walked), limit: 10_000 },
      ]
    } finally {
      await stop()
    }
  },
}

async function walk(machine: Machine, name: string): Promise<number> {
  for (const command of fresh) await machine.run(command)
  const served = await machine.start(name, pullcord('serve'))
  let address = ''
  await untilUp(served, () => {
    address = /http:\S+/.exec(readFileSync(served.log, 'utf8'))?.[0] ?? ''
    return address !== ''
  })
  try {
    const browser = findBrowser() ?? ''
    const command = [node, `${PROJECT_INSIDE}/test/lab/first-run-walk.ts`, address, URL_OF.mirror, image, browser]
    return (JSON.parse(await mustRun(machine, command)) as { readonly milliseconds: number }).milliseconds
  } finally {
    await served.stop('SIGINT')
  }
}
