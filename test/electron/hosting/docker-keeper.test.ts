import { expect, test } from 'vitest'
import { dockerKeeper } from '../../../electron/hosting/docker-keeper.ts'
import { record } from '../../shared/hosting/made-record.ts'
import { data, dockerMachine } from './docker-machine.ts'

const mirror = record({ way: 'docker', keeper: 'docker' })

test('its own container is ended by its id, and made anew with where its data lie', async () => {
  const { system, acts } = dockerMachine(7)
  await dockerKeeper(system, mirror).start()
  expect(acts().slice(0, 2)).toEqual(['stop --time 5 c0ffee', 'rm --force c0ffee'])
  expect(acts()[2]).toContain(`--name pullcord-mirror-docker.io --label io.github.pullcord.data=${data}`)
})

test('one of the same name that is another user’s is not touched, and is not taken for its own', async () => {
  const { system, acts } = dockerMachine(7, data.replace('dev', 'eve'))
  const keeper = dockerKeeper(system, mirror)
  await expect(keeper.start()).rejects.toMatchObject({
    notice: { code: 'host-not-ours', values: { name: 'pullcord-mirror-docker.io' } },
  })
  await keeper.stop()
  expect(await keeper.look()).toMatchObject({ runs: false, isKept: false, pids: [] })
  expect(acts()).toEqual([])
})
