import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { handle } from '../../../electron/helper/handle.ts'
import { approve, setId } from '../../../electron/system/approved.ts'
import { parseEngineSpec } from '../../../shared/engine-spec.ts'
import { formatRequest } from '../../../shared/helper-protocol.ts'
import { treeDigest } from '../../lab/tree-digest.ts'
import { rounds } from '../../runs.ts'
import { mirrorsOf } from '../service/workplace.ts'
import { uid } from '../system/root-at.ts'
import { temporaryRoot } from '../system/temporary-root.ts'

const script = fileURLToPath(new URL('swap-forever.ts', import.meta.url))
const attacker = 1000
const turns = rounds(40, 1_500)
const why = uid === 0 ? null : 'needs root, to be attacked as root'
if (why !== null) console.warn(`SKIPPED: links swapped against the helper: ${why}`)

const choice = { mirrors: mirrorsOf(['docker.io=https://good.lan']), keepTheirs: true, strict: false }
const spec = parseEngineSpec('docker@28.5:classic')
const by = { uid: attacker, via: 'root' } as const

describe.skipIf(why !== null)('links swapped in a tight loop while root writes', () => {
  test.each<readonly [string, (directory: string) => void, readonly (string | null)[]]>([
    ['a folder of the attacker’s', (directory) => chownSync(directory, attacker, attacker), ['file-exposed']],
    ['a folder that all may write to', (directory) => chmodSync(directory, 0o777), ['file-exposed']],
    ['a sticky folder', (directory) => chmodSync(directory, 0o1777), []],
  ])(`%s: ${turns} turns, and not one write elsewhere`, { timeout: 600_000 }, async (_, expose, only) => {
    const root = temporaryRoot()
    root.put('/etc/docker/daemon.json', '{\n\t"debug": true\n}')
    root.put('/srv/victim/daemon.json', '{\n\t"debug": true\n}')
    root.put('/srv/victim/docker.io/hosts.toml', 'server = "https://registry-1.docker.io"\n')
    root.put('/srv/victim/.pullcord-0.new', 'not ours to sweep')
    const place = {
      system: { disk: root.disk, processes: null },
      specs: spec.ok ? [spec.value] : null,
      scope: 'system',
      by,
    } as const
    await approve(choice, { only: false, acceptRisks: true, by: { uid: 0, via: 'root' } }, root.disk)
    expose(root.path('/etc/docker'))
    const before = treeDigest(root, ['/srv'], { times: true })
    const swapper = spawn(process.execPath, [script, root.path('/etc/docker'), '../../srv/victim'], {
      stdio: ['ignore', 'pipe', 'inherit'],
      uid: attacker,
      gid: attacker,
    })
    const codes = new Map<string | null, number>()
    try {
      await once(swapper.stdout, 'data')
      for (let turn = 0; turn < turns; turn++) {
        const set = turn % 2 === 0 ? setId(choice) : null
        const line = formatRequest({ verb: 'toggle', set, engines: ['docker'], expect: {}, accept: true })
        const answer = await handle(line, { action: 'toggle', args: [], isHeard: () => true }, place)
        const said = answer.kind === 'switched' ? answer.engines[0]! : null
        const code = said?.failure?.code ?? null
        codes.set(code, (codes.get(code) ?? 0) + 1)
        expect(treeDigest(root, ['/srv'], { times: true }), `turn ${turn + 1}: ${code}`).toEqual(before)
        // What nobody may choose for us is never written at all.
        if (only.length > 0) expect(said?.changed).toBe(false)
      }
      for (const code of only) expect(codes.get(code), JSON.stringify([...codes])).toBeGreaterThan(0)
      console.info(`swapped: ${JSON.stringify(Object.fromEntries(codes))}`)
    } finally {
      swapper.kill('SIGKILL')
      await once(swapper, 'exit')
    }
  })
})
