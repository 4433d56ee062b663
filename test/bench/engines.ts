import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { startDocker } from '../lab/dockerd.ts'
import { URL_OF } from '../lab/lab.ts'
import { type Machine, PROJECT_INSIDE } from '../lab/machine.ts'
import { median } from './median.ts'
import { race, type Command } from './race.ts'
import type { Part, Row } from './row.ts'
import { mustRun, node, pullcord, startWorkshop, whyNoEngines } from './workshop.ts'

/** Programs that answer with a version and do nothing else: they stand for engines that cannot be had here. */
const played = {
  k3s: 'k3s version v1.33.4+k3s1',
  rke2: 'rke2 version v1.33.4+rke2r1',
  nerdctl: 'nerdctl version 2.1.4',
  buildkitd: 'buildkitd 0.24.0',
}
const programs = '/var/lib/played-engines'
const directories = ['/etc/rancher/k3s', '/etc/rancher/rke2', '/var/snap/microk8s/current/args']
const five = ['--engine', 'podman,docker,microk8s,k3s,rke2', '--scope', 'system']
const dropIn = '/etc/containers/registries.conf.d/zz-pullcord.conf'
const daemonJson = '/etc/docker/daemon.json'

/** Many engines on one machine: found side by side, switched in one go. */
export const engines: Part = {
  name: 'engines',
  title: 'Many engines: podman, a running dockerd and containerd real, the others played by files and programs',
  whyNot: whyNoEngines,
  async run({ rounds }) {
    const machine = await startWorkshop()
    try {
      await startDocker(machine, 'classic')
      await play(machine)
      const texts = await rememberTexts(machine)
      const status = inside(pullcord('status', '--json'))
      const place = new URL(URL_OF.mirror).host
      const byHand = `${PROJECT_INSIDE}/test/bench`
      const off: readonly Command[] = [inside(pullcord('off', ...five)), ['rm', '-f', dropIn, daemonJson]]
      const times = await race(machine, rounds, {
        status: { before: [], commands: [status] },
        podman: { before: [], commands: [['podman', 'info']] },
        docker: { before: [], commands: [['docker', 'info']] },
        on: { before: off, commands: [inside(pullcord('on', '--no-check', ...five))] },
        podmanScript: { before: off, commands: [[`${byHand}/by-hand.sh`, join(texts, 'drop-in'), dropIn, place]] },
        dockerScript: {
          before: off,
          commands: [[`${byHand}/by-hand-docker.sh`, join(texts, 'daemon.json'), URL_OF.mirror]],
        },
        off: {
          before: [...off, inside(pullcord('on', '--no-check', ...five))],
          commands: [inside(pullcord('off', ...five))],
        },
        node: { before: [], commands: [[node, '-e', '0']] },
      })
      const slowest = Math.max(times.podman, times.docker)
      const script = Math.max(times.podmanScript, times.dockerScript)
      const compared = { kind: 'compared', unit: 'ms' } as const
      const alone = { than: 'script for the slowest alone', theirs: script }
      return [
        {
          ...compared,
          what: 'status of all engines',
          than: 'slowest engine’s own answer',
          ours: times.status,
          theirs: slowest,
          limit: 1.2,
        },
        {
          kind: 'measured',
          what: 'our own CPU for that status, less Node’s start',
          unit: 'ms',
          ours: await ownCpu(machine, rounds),
          limit: 150,
        },
        {
          ...compared,
          ...alone,
          what: 'on for five engines, less Node’s start',
          ours: times.on - times.node,
          limit: 1.3,
        },
        {
          ...compared,
          ...alone,
          what: 'off for five engines, less Node’s start',
          ours: times.off - times.node,
          limit: 1.3,
        },
        { kind: 'measured', what: 'Node’s own start (node -e 0)', unit: 'ms', ours: times.node, limit: null },
      ] satisfies readonly Row[]
    } finally {
      await machine.stop()
    }
  },
}

/** A command that finds the played programs too. */
function inside(command: Command): Command {
  return ['env', `PATH=${programs}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`, ...command]
}

async function play(machine: Machine): Promise<void> {
  await mustRun(machine, ['mkdir', '-p', programs, ...directories])
  for (const [name, answer] of Object.entries(played)) {
    const script = `printf '#!/bin/sh\\necho "%s"\\n' "$2" >"$1"; chmod 755 "$1"`
    await mustRun(machine, ['sh', '-c', script, 'sh', `${programs}/${name}`, answer])
  }
  const found = JSON.parse(await mustRun(machine, inside(pullcord('status', '--json')))) as {
    engines: readonly unknown[]
  }
  if (found.engines.length < 7) throw new Error(`only ${found.engines.length} engines were found`)
}

/** What Pullcord writes, kept for the scripts; it is off again afterwards. */
async function rememberTexts(machine: Machine): Promise<string> {
  await mustRun(machine, inside(pullcord('on', ...five)))
  cpSync(machine.path(dropIn), join(machine.work, 'drop-in'))
  cpSync(machine.path(daemonJson), join(machine.work, 'daemon.json'))
  await mustRun(machine, inside(pullcord('off', ...five)))
  return machine.work
}

/** Processor time of our process alone, by its own word at its end. */
async function ownCpu(machine: Machine, rounds: number): Promise<number> {
  const tell =
    "process.on('exit',()=>{const{user,system}=process.cpuUsage();process._rawDebug('cpu',(user+system)/1000)})"
  const loud = ['--import', `data:text/javascript,${tell}`]
  const spent = async (...args: readonly string[]): Promise<number> => {
    const times: number[] = []
    for (let round = 0; round <= rounds; round++) {
      const { stderr } = await machine.run(inside([node, ...loud, ...args]))
      const told = /cpu ([\d.]+)/.exec(stderr)?.[1]
      if (told === undefined) throw new Error(`no processor time was told: ${stderr}`)
      if (round > 0) times.push(Number(told))
    }
    return median(times)
  }
  const [, ...ours] = pullcord('status', '--json')
  return (await spent(...ours)) - (await spent('-e', '0'))
}
