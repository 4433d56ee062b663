import { startDocker } from '../lab/dockerd.ts'
import { race } from './race.ts'
import type { Part, Row } from './row.ts'
import { mustRun, node, pullcord, startWorkshop, whyNoEngines } from './workshop.ts'

/** Looking, against asking both engines by hand. */
export const status: Part = {
  name: 'status',
  title: 'Looking at podman and docker, both switched on, dockerd running',
  whyNot: whyNoEngines,
  async run({ rounds }) {
    const machine = await startWorkshop()
    try {
      await startDocker(machine, 'classic')
      await mustRun(machine, pullcord('on'))
      refuseHalf(await mustRun(machine, pullcord('status', '--json')))
      const times = await race(machine, rounds, {
        status: { before: [], commands: [pullcord('status', '--json')] },
        infos: {
          before: [],
          commands: [
            ['podman', 'info'],
            ['docker', 'info'],
          ],
        },
        version: { before: [], commands: [pullcord('--version')] },
        node: { before: [], commands: [[node, '-e', '0']] },
      })
      const than = 'podman info; docker info'
      return [
        {
          kind: 'compared',
          what: 'pullcord status --json',
          than,
          unit: 'ms',
          ours: times.status,
          theirs: times.infos,
          limit: 0.6,
        },
        { kind: 'measured', what: 'of which Node’s own start (node -e 0)', unit: 'ms', ours: times.node, limit: null },
        { kind: 'measured', what: 'pullcord --version', unit: 'ms', ours: times.version, limit: null },
      ] satisfies readonly Row[]
    } finally {
      await machine.stop()
    }
  },
}

/** A quick answer counts only if it is the whole answer. */
function refuseHalf(said: string): void {
  const { engines } = JSON.parse(said) as {
    readonly engines: readonly { readonly id: string; readonly state: string }[]
  }
  const states = engines.map(({ id, state }) => `${id} ${state}`).join(', ')
  if (states !== 'podman configured, docker loaded, containerd not-set-up') throw new Error(`status says: ${states}`)
}
