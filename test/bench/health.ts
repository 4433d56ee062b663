import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { probeAll } from '../../electron/service/mirrors.ts'
import { watchNetwork } from '../../electron/service/network-watch.ts'
import { realProcesses } from '../../electron/system/real-processes.ts'
import type { Mirror } from '../../shared/registry.ts'
import { median } from './median.ts'
import { cpuMsOf } from './process-cost.ts'
import type { Part, Row } from './row.ts'
import { serve } from './servers.ts'

const registry = { 'docker-distribution-api-version': 'registry/2.0' }
const wanted = ['up', 'silent', 'portal', 'gone'] as const

/** How long it takes to name what a mirror is, and what it costs to wait for a reason to ask. */
export const health: Part = {
  name: 'health',
  title: 'The health of mirrors: four of them asked at once, and the network watched while nothing changes',
  whyNot: async () => null,
  async run({ idleSeconds }) {
    const servers = await serve([
      (_, answer) => answer.writeHead(200, registry).end('{}'),
      () => undefined,
      (_, answer) => answer.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>'),
      null,
    ])
    try {
      const times: number[] = []
      for (let round = 0; round < 5; round++) times.push(await askAll(servers.urls))
      const told = { kind: 'measured', unit: 'ms', limit: 2000 } as const
      return [
        { ...told, what: 'up, silent, portal and gone told apart', ours: median(times) },
        ...(await quiet(idleSeconds)),
      ]
    } finally {
      servers.close()
    }
  },
}

async function askAll(urls: readonly string[]): Promise<number> {
  const mirrors = urls.map((url): Mirror => ({ upstream: 'docker.io', url, insecure: false, ca: null }))
  const began = performance.now()
  const found = await probeAll(mirrors)
  const took = performance.now() - began
  const healths = mirrors.map(({ url }) => found.get(url)?.health)
  // A quick answer counts only if it is the right one.
  if (healths.join() !== wanted.join()) throw new Error(`found ${healths.join(', ')}`)
  return took
}

async function quiet(seconds: number): Promise<readonly Row[]> {
  const end = new AbortController()
  let changes = 0
  watchNetwork(realProcesses, () => changes++, end.signal)
  await sleep(1500)
  const monitors = childrenOf(process.pid)
  const cpu = (): number => monitors.reduce((sum, pid) => sum + cpuMsOf(pid), 0)
  const before = cpu()
  await sleep(seconds * 1000)
  const spent = cpu() - before
  end.abort()
  return [
    { kind: 'measured', what: `network quiet: questions in ${seconds} s`, unit: '', ours: changes, limit: 0 },
    {
      kind: 'measured',
      what: `network quiet: processor time of ${monitors.length} “ip monitor” in ${seconds} s`,
      unit: 'ms',
      ours: spent,
      limit: 1,
    },
  ]
}

function childrenOf(pid: number): readonly number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim()
  return text === '' ? [] : text.split(' ').map(Number)
}
