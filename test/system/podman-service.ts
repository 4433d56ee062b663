import { existsSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { URL_OF } from '../lab/lab.ts'
import { podmanSocket, startPodmanService } from '../lab/podman.ts'
import { getOverSocket } from '../lab/unix-http.ts'
import type { PodmanRig } from './podman-rig.ts'
import { asks, mirrored, statusOf } from './steps.ts'

const CASES = [
  { scope: 'user', user: 'dev', engine: ['--engine', 'podman', '--scope', 'user'] },
  { scope: 'system', user: 'root', engine: ['--engine', 'podman', '--scope', 'system'] },
] as const

/** A service that was there before: told of, left alone without consent, and then restarted or ended. */
export function podmanService(rig: PodmanRig): void {
  describe.each(CASES)(
    'an API service that holds the old configuration, in $scope scope',
    ({ scope, user, engine }) => {
      const ask = (...args: readonly string[]) => asks(rig.lab.machine, [...args, ...engine], 0, { user })
      const on = (...args: readonly string[]) => ask('on', ...mirrored('docker.io', URL_OF.mirror), ...args)
      const services = async () =>
        (await rig.lab.machine.run(['pgrep', '--uid', user, '--full', 'podman system servic[e]'])).stdout
          .split('\n')
          .filter(Boolean)
      // A service that was just restarted is away for a moment.
      const listens = async () => {
        const socket = rig.lab.machine.path(podmanSocket(user))
        for (let tries = 0; tries < 60 && !existsSync(socket); tries += 1) await pause(50)
      }
      const known = async () => {
        await listens()
        const { body } = await getOverSocket(rig.lab.machine.path(podmanSocket(user)), '/v4.0.0/libpod/info')
        return JSON.stringify((JSON.parse(body) as { readonly registries?: unknown }).registries ?? {})
      }
      const gone = async () => {
        for (let tries = 0; tries < 100 && (await services()).length > 0; tries += 1) await pause(50)
        return await services()
      }

      beforeAll(async () => {
        // As on any machine in use: rootless podman has its pause process, whose namespaces the service joins.
        await rig.lab.machine.run(['podman', 'info'], { user })
        await startPodmanService(rig.lab.machine, user)
      })

      test('on without consent changes the files, leaves the service alone, and says so', async () => {
        expect(await known()).toBe('{}')
        const before = await services()
        expect(JSON.stringify(await on())).toContain('API service')
        expect(await services()).toEqual(before)
        expect(await known()).toBe('{}')
      })

      test('status goes on saying so', async () => {
        expect(JSON.stringify(await statusOf(rig.lab.machine, 'podman', scope, { user }, engine))).toContain(
          'API service',
        )
      })

      // What runs was started by hand, and root repeats nobody's command line: it ends the service, and says so.
      const settle = async (report: unknown) => {
        if (user !== 'root') return expect(JSON.stringify(report)).not.toContain('was ended')
        expect(JSON.stringify(report)).toContain('was ended')
        expect(await services()).toEqual([])
        await startPodmanService(rig.lab.machine, user)
      }

      test('on --yes restarts a user’s, or ends root’s, by no SIGHUP; it then knows the mirror', async () => {
        await settle(await on('--yes'))
        expect(await known()).toContain('10.99.0.3:6000')
        expect(JSON.stringify(await statusOf(rig.lab.machine, 'podman', scope, { user }, engine))).not.toContain(
          'API service',
        )
      })

      test('off --yes does so again, and it has forgotten the mirror', async () => {
        await settle(await ask('off', '--yes'))
        expect(await known()).toBe('{}')
      })

      test('looking starts no service', async () => {
        for (const pid of await services()) await rig.lab.machine.run(['kill', pid])
        expect(await gone()).toEqual([])
        await ask('status')
        await ask('plan', 'off')
        expect(await services()).toEqual([])
      })
    },
  )
}
