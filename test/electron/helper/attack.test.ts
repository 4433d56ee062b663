import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { PassThrough } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { handle } from '../../../electron/helper/handle.ts'
import { readLine } from '../../../electron/helper/line.ts'
import { approve, setId } from '../../../electron/system/approved.ts'
import type { Workplace } from '../../../electron/switching/place.ts'
import { AppError } from '../../../shared/errors.ts'
import type { HelperRequest } from '../../../shared/helper-protocol.ts'
import type { Who } from '../../../shared/history.ts'
import { parseEngineSpec } from '../../../shared/engine-spec.ts'
import { rounds } from '../../runs.ts'
import { mirrorsOf } from '../service/workplace.ts'
import { rootAt, uid, type Root } from '../system/root-at.ts'
import { temporaryRoot } from '../system/temporary-root.ts'
import { randomFrom } from '../../random.ts'
import { attempts, type Attempt } from './attack-requests.ts'
import { outside } from './attack-tree.ts'

const count = rounds(2_500, 100_000)
const lookEvery = 500
const seed = Date.now() % 2 ** 31
const why = uid === 0 ? null : 'needs root: what is believed must be root’s'
if (why !== null) console.warn(`SKIPPED: the attack on the helper: ${why}`)

const good = {
  mirrors: mirrorsOf(['docker.io=https://good.lan', 'quay.io=https://q.good.lan']),
  keepTheirs: true,
  strict: false,
}
const other = { mirrors: mirrorsOf(['docker.io=https://other.lan/hub']), keepTheirs: false, strict: false }
const specs = ['podman', 'docker@28.5:classic'].map((text) => {
  const spec = parseEngineSpec(text)
  if (!spec.ok) throw new Error(spec.notice.message)
  return spec.value
})

const around = temporaryRoot()

function laid(name: string): Root {
  mkdirSync(around.path(`/${name}`))
  const root = rootAt(around.path(`/${name}`))
  root.put('/etc/docker/daemon.json', '{\n\t"debug": true\n}', 0o640)
  root.put('/etc/docker/key.json', 'secret', 0o600)
  root.put('/etc/containers/registries.conf', '# own\n')
  root.put('/etc/containers/policy.json', '{}')
  root.put('/etc/passwd', 'root:x:0:0::/root:/bin/sh\n')
  root.put('/etc/shadow', 'root:*:1::::::\n', 0o600)
  root.put('/usr/libexec/pullcord/toggle', '#!/bin/sh\n', 0o755)
  around.put('/canary', 'beside every root')
  return root
}

function basesFor(root: Root): () => readonly HelperRequest[] {
  const entry = { kind: 'entry', id: '20261124T001804123Z-1a2b3c4d' } as const
  const journal = (): { readonly kind: 'entry'; readonly id: string } => {
    const directory = root.path('/var/lib/pullcord/journal')
    const latest = existsSync(directory) ? readdirSync(directory).toSorted().at(-1) : undefined
    return latest === undefined ? entry : { kind: 'entry', id: latest.replace(/\.json$/, '') }
  }
  const on = { verb: 'toggle', set: setId(good), engines: ['podman', 'docker'], expect: {}, accept: true } as const
  const daemon = { 'docker-daemon-json': `sha256:${'0'.repeat(64)}` as const }
  return () => [
    on,
    { ...on, set: setId(other), engines: ['docker'] },
    { ...on, set: null },
    { ...on, expect: daemon },
    { verb: 'read', set: setId(good), engines: ['docker', 'podman'] },
    { verb: 'restore', what: journal(), accept: true },
    { verb: 'restore', what: { kind: 'everything' }, accept: true },
    { verb: 'restore', what: { kind: 'keep', engine: 'docker' }, accept: false },
    { verb: 'approve', choice: good, only: false, acceptRisks: false },
    { verb: 'approve', choice: other, only: true, acceptRisks: true },
  ]
}

/** Handles it as the helper does; the code of the refusal, null where it was done. */
async function attack(place: Workplace, { line, action, args }: Attempt, throughPipe: boolean): Promise<string | null> {
  try {
    const text = throughPipe ? await piped(line) : line
    await handle(text, { action, args, isHeard: () => true }, place)
    return null
  } catch (error) {
    // Anything else is a fault of ours, which no request may reach.
    if (!(error instanceof AppError)) throw error
    return error.notice.code
  }
}

async function piped(line: string): Promise<string> {
  const pipe = new PassThrough()
  const bytes = Buffer.from(`${line}\n`)
  const half = Math.floor(bytes.length / 2)
  pipe.write(bytes.subarray(0, half))
  setImmediate(() => pipe.write(bytes.subarray(half)))
  return (await readLine(pipe)).text
}

const texts = (root: Root): string =>
  [
    '/etc/docker/daemon.json',
    '/etc/docker/certs.d/docker.io/hosts.toml',
    '/etc/containers/registries.conf.d/zz-pullcord.conf',
  ]
    .map((path) => (existsSync(root.path(path)) ? readFileSync(root.path(path), 'utf8') : ''))
    .join('\n')

const notUnderstood = ['request-malformed', 'protocol-other-version']

describe.skipIf(why !== null)(`requests of an attacker (seed ${seed})`, () => {
  test.each([
    ['by the toggle wrapper alone', true, seed],
    ['by either wrapper', false, seed + 1],
  ])(`%s: of ${count} none writes outside the closed list`, { timeout: 900_000 }, async (name, toggleOnly, from) => {
    const inside = `/${toggleOnly ? 'toggle' : 'either'}`
    const root = laid(inside.slice(1))
    const random = randomFrom(from)
    const next = attempts(random, basesFor(root))
    const admin: Who = { uid: 0, via: 'root' }
    for (const choice of [good, other]) await approve(choice, { only: false, acceptRisks: true, by: admin }, root.disk)
    const before = outside(around, inside)
    const approved = readFileSync(root.path('/etc/pullcord/approved.json'), 'utf8')
    const seen: Record<string, number> = {}
    for (let at = 1; at <= count; at++) {
      const made = next()
      const attempt = toggleOnly ? { ...made, action: 'toggle' as const } : made
      // Mostly as one whose turns are not counted, or the limit of the rate would end the attack.
      const by: Who = { uid: 1000, via: random() < 0.95 ? 'root' : 'pkexec' }
      const place = { system: { disk: root.disk, processes: null }, specs, scope: 'system', by } as const
      const code = await attack(place, attempt, random() < 0.05)
      seen[code ?? 'done'] = (seen[code ?? 'done'] ?? 0) + 1
      if (notUnderstood.includes(code ?? '') && at % lookEvery !== 0 && at !== count) continue
      expect(outside(around, inside), `${name}, attempt ${at}: ${attempt.line.slice(0, 500)}`).toEqual(before)
      if (!toggleOnly) continue
      expect(readFileSync(root.path('/etc/pullcord/approved.json'), 'utf8')).toBe(approved)
      expect(texts(root)).not.toContain('evil')
    }
    expect(seen['done']).toBeGreaterThan(0)
    expect(seen['request-malformed']).toBeGreaterThan(count / 2)
    expect(Object.keys(seen)).not.toContain('unexpected')
    console.info(`${name}: ${JSON.stringify(seen)}`)
  })
})
