// What Pullcord writes for systemd and podman, read by systemd and by podman's own generator.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exportMirror } from '../../shared/hosting/export.ts'
import { formatQuadlet, formatUnit } from '../../shared/hosting/units.ts'
import { type Machine, startMachine } from '../lab/machine.ts'
import { podmanEngine } from '../lab/podman-engines.ts'
import { whyNot } from '../lab/prerequisites.ts'
import { systemSuite } from '../lab/suite.ts'
import { record } from '../shared/hosting/made-record.ts'

const engine = await podmanEngine('experimental', 6)
const places = { config: '/home/a b/50%/config', data: '/home/a b/50%/data', log: '/home/a b/50%/registry.log' }
const binary = record({
  way: 'binary',
  pinned: '/usr/bin/docker-registry',
  image: null,
  digest: null,
  version: '2.8.2',
})

systemSuite('quadlets, by the generator of podman 6', engine.kind === 'missing' ? engine.why : null, () => {
  let machine: Machine
  let units: string

  beforeAll(async () => {
    machine = await startMachine(engine.kind === 'ready' ? engine.usr : null)
    await machine.run(['ldconfig'])
    units = join(machine.work, 'quadlets')
    mkdirSync(units)
    writeFileSync(join(units, 'own.container'), formatQuadlet(record(), places, 'default.target'))
    for (const { name, text } of exportMirror(record({ share: 'plain' }), 'quadlet'))
      writeFileSync(join(units, name), text)
  })
  afterAll(() => machine?.stop())

  test('every key is known to it, and means what we mean', async () => {
    const made = await machine.run(['/usr/libexec/podman/quadlet', '-dryrun'], { env: { QUADLET_UNIT_DIRS: units } })
    expect(made.code, made.stderr).toBe(0)
    expect(made.stderr).not.toMatch(/unsupported key|error|converting/i)
    const started = made.stdout.split('\n').filter((line) => line.startsWith('ExecStart='))
    expect(started).toHaveLength(2)
    const own = started.find((line) => line.includes('serve /etc/pullcord/registry.yml'))
    expect(own).toContain('--network host')
    expect(own).toContain('--read-only')
    expect(own).toContain('/home/a\\x20b/50%%/data:/var/lib/registry:Z')
    expect(own).toContain('path=/home/a\\x20b/50%%/registry.log')
    expect(own).toContain(`${record().pinned} serve`)
    expect(made.stdout).toContain('StartLimitIntervalSec=0')
    const theirs = started.find((line) => line !== own)
    expect(theirs).toContain('--publish 5000:5000')
    expect(theirs).toContain('REGISTRY_PROXY_REMOTEURL=https://registry-1.docker.io')
  })
})

systemSuite('units, by systemd', whyNot('systemd-analyze'), () => {
  let machine: Machine

  beforeAll(async () => {
    machine = await startMachine()
  })
  afterAll(() => machine?.stop())

  test.each([
    ['for a server', exportMirror(binary, 'systemd')[0]!.text],
    [
      'our own',
      formatUnit(binary, ['/usr/bin/docker-registry', 'serve', '/a b/$c/50%/d'], places.log, 'multi-user.target'),
    ],
  ])('%s: it takes them without a remark', async (name, text) => {
    const path = join(machine.work, `pullcord-${name.replaceAll(' ', '-')}.service`)
    writeFileSync(path, text)
    const { code, stdout, stderr } = await machine.run(['systemd-analyze', 'verify', '--man=no', path])
    expect(code, stderr).toBe(0)
    // It looks at every unit that these want; of ours it says nothing.
    expect(`${stdout}${stderr}`.split('\n').filter((line) => line.includes('pullcord'))).toEqual([])
  })
})
