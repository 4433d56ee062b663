import { expect, test } from 'vitest'
import { elevationRig, APPROVE_HUB, codeOf } from './elevation-rig.ts'
import { startDocker } from '../lab/dockerd.ts'

const rig = elevationRig()
test('try', async () => {
  await startDocker(rig.lab.machine, 'classic')
  for (const m of ['cancel', 'fail', null, 'accept'] as const) {
    const before = rig.tree()
    const a = await rig.asks(APPROVE_HUB, m)
    console.log(m, a, codeOf(a))
    console.log(rig.tree().filter((l) => !before.includes(l)))
  }
  console.log(rig.read('/etc/pullcord/approved.json'))
  const before = rig.tree()
  const on = await rig.asks(['on', '--engine', 'docker,podman', '--scope', 'system'])
  console.log(on.code, on.stdout, on.stderr)
  console.log(rig.tree().filter((l) => !before.includes(l)))
  console.log(JSON.stringify(rig.journal()))
  const off = await rig.asks(['off', '--engine', 'docker,podman', '--scope', 'system'])
  console.log(off.code, off.stdout, off.stderr)
  console.log(rig.tree().filter((l) => !before.includes(l)))
  console.log((await rig.asks(['on', '--engine', 'docker,podman', '--scope', 'system'], null, ['setpriv','--no-new-privs','--'])).stdout)
  expect(1).toBe(1)
})
