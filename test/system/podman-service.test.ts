import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Lab, startLab, URL_OF } from '../lab/lab.ts'
import type { Daemon } from '../lab/machine.ts'
import { podmanSocket, startPodmanService } from '../lab/podman.ts'
import { whyNot } from '../lab/prerequisites.ts'
import { systemSuite } from '../lab/suite.ts'
import { getOverSocket } from '../lab/unix-http.ts'
import { asks, fails, mirrored } from './steps.ts'

const PODMAN = ['--engine', 'podman', '--scope', 'user'] as const
const asDev = { user: 'dev' } as const

systemSuite('podman, an API service that holds the old configuration', whyNot('podman', 'newuidmap'), () => {
  let lab: Lab
  let service: Daemon
  const registries = async () => {
    const socket = lab.machine.path(podmanSocket('dev'))
    const { body } = await getOverSocket(socket, '/v4.0.0/libpod/info')
    return JSON.stringify((JSON.parse(body) as { readonly registries?: unknown }).registries ?? {})
  }

  beforeAll(async () => {
    lab = await startLab()
    service = await startPodmanService(lab.machine, 'dev')
  })
  afterAll(() => lab?.stop())

  test('the service reads its configuration once', async () => {
    expect(await registries()).toBe('{}')
  })

  test('on without consent says that the service must be restarted, and leaves it alone', async () => {
    const error = await fails(lab.machine, ['on', ...mirrored('docker.io', URL_OF.mirror), ...PODMAN], 1, asDev)
    expect(`${error.message} ${error.hint}`).toMatch(/restart|--yes/)
    expect(await registries()).toBe('{}')
    expect(await Promise.race([service.exited.then(() => 'ended'), Promise.resolve('runs')])).toBe('runs')
  })

  test('on --yes ends the old service, by no SIGHUP, and nothing stale answers any more', async () => {
    await asks(lab.machine, ['on', ...mirrored('docker.io', URL_OF.mirror), ...PODMAN, '--yes'], 0, asDev)
    expect(await service.exited).not.toBe(129) // 128 + SIGHUP
    const found = await lab.machine.run(['pgrep', '--full', 'podman system service'])
    if (found.stdout.trim() !== '') expect(await registries()).toContain('10.99.0.3:6000')
  })

  test('looking starts no service', async () => {
    await asks(lab.machine, ['off', ...PODMAN, '--yes'], 0, asDev)
    const running = async () => (await lab.machine.run(['pgrep', '--full', 'podman system service'])).stdout
    for (const pid of (await running()).split('\n').filter(Boolean)) await lab.machine.run(['kill', pid])
    for (let tries = 0; tries < 50 && (await running()) !== ''; tries += 1)
      await new Promise((go) => setTimeout(go, 50))
    await asks(lab.machine, ['status'], 0, asDev)
    expect(await running()).toBe('')
  })
})
