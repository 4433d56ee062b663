import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { setId } from '../../electron/system/approved.ts'
import { formatRequest, type HelperRequest } from '../../shared/helper-protocol.ts'
import { startDocker } from '../lab/dockerd.ts'
import { URL_OF } from '../lab/lab.ts'
import { bundleParts, fromPackages, helperBundle, sizeOf } from '../house/bundle-parts.ts'
import { type Machine, PROJECT_INSIDE } from '../lab/machine.ts'
import { type Command, race } from './race.ts'
import type { Part, Row } from './row.ts'
import { mustRun, node, startWorkshop, whyNoEngines } from './workshop.ts'

const choice = {
  mirrors: [{ upstream: 'docker.io', url: URL_OF.mirror, insecure: false, ca: null }],
  keepTheirs: true,
  strict: false,
}
const files = {
  'drop-in': '/etc/containers/registries.conf.d/zz-pullcord.conf',
  'daemon.json': '/etc/docker/daemon.json',
}

/** What the helper reads a request from, inside the machine. */
const pipe = '/run/pullcord-request'

/** One run of root's helper over podman and docker, against a root shell script; and what the helper weighs. */
export const helper: Part = {
  name: 'helper',
  title: 'The helper, switching podman and docker on in one run: written, synced, reloaded, asked',
  whyNot: whyNoEngines,
  async run({ rounds }) {
    const machine = await startWorkshop()
    try {
      await startDocker(machine, 'classic')
      await mustRun(machine, ['mkdir', '-p', '/etc/pullcord'])
      await mustRun(machine, ['mkfifo', '-m', '600', pipe])
      await mustRun(machine, approve())
      const texts = await rememberTexts(machine)
      // What the script wrote is nobody's to the helper, so it goes first; off then makes dockerd forget it too.
      const off = [toggle(null), ['rm', '-f', ...Object.values(files)], toggle(null)]
      const times = await race(machine, rounds, {
        ours: { before: off, commands: [toggle(setId(choice))] },
        script: {
          before: off,
          commands: [
            [`${PROJECT_INSIDE}/test/bench/by-hand-all.sh`, texts, new URL(URL_OF.mirror).host, URL_OF.mirror],
          ],
        },
        nothing: { before: [], commands: [toggle(null)] },
        node: { before: [], commands: [[node, '-e', '0']] },
      })
      return [...raced(times), ...weighed(), await peak(machine)]
    } finally {
      await machine.stop()
    }
  },
}

function raced({ ours, script, node: start, nothing }: Record<'ours' | 'script' | 'node' | 'nothing', number>): Row[] {
  const row = { kind: 'compared', than: 'root script', unit: 'ms', theirs: script } as const
  return [
    { ...row, what: 'one helper run, less Node’s start', ours: ours - start, limit: 1.3 },
    { ...row, what: 'one helper run, whole', ours, limit: null },
    { kind: 'measured', what: 'a helper run with nothing to do', unit: 'ms', ours: nothing, limit: null },
    { kind: 'measured', what: 'Node’s own start (node -e 0)', unit: 'ms', ours: start, limit: null },
  ]
}

function weighed(): Row[] {
  const parts = bundleParts(helperBundle)
  const own = sizeOf(parts) - sizeOf(fromPackages(parts))
  return [
    { kind: 'measured', what: 'the helper’s one file', unit: 'KB', ours: sizeOf(parts) / 1024, limit: 300 },
    { kind: 'measured', what: 'of which is our own', unit: 'KB', ours: own / 1024, limit: 120 },
  ]
}

/** Asks the helper inside the machine, by root’s own hand. */
function ask(action: string, request: HelperRequest, ...args: readonly string[]): Command {
  const script = `${PROJECT_INSIDE}/test/bench/ask-helper.sh`
  return [script, pipe, formatRequest(request), node, `${PROJECT_INSIDE}/dist/helper/helper.js`, action, ...args]
}

function approve(): Command {
  const request = { verb: 'approve', choice, only: false, acceptRisks: true } as const
  return ask('approve', request, 'accept-risks', `docker.io=${URL_OF.mirror}`)
}

function toggle(set: string | null): Command {
  return ask('toggle', { verb: 'toggle', set, engines: ['podman', 'docker'], expect: {}, accept: true })
}

/** What Pullcord writes, kept for the script; it is off again afterwards. */
async function rememberTexts(machine: Machine): Promise<string> {
  await mustRun(machine, toggle(setId(choice)))
  for (const [name, path] of Object.entries(files)) cpSync(machine.path(path), join(machine.work, name))
  await mustRun(machine, toggle(null))
  return machine.work
}

/** The most memory that a run ever held, by the process’s own word at its end. */
async function peak(machine: Machine): Promise<Row> {
  const tell = "process.on('exit',()=>process._rawDebug('peak',process.resourceUsage().maxRSS))"
  const [script = '', from = '', request = '', runtime = '', ...rest] = toggle(null)
  const command = [script, from, request, runtime, '--import', `data:text/javascript,${tell}`, ...rest]
  const { stderr } = await machine.run(command)
  const kilobytes = /peak (\d+)/.exec(stderr)?.[1]
  if (kilobytes === undefined) throw new Error(`the helper told no peak: ${stderr}`)
  return { kind: 'measured', what: 'its peak memory (RSS)', unit: 'KB', ours: Number(kilobytes), limit: null }
}
