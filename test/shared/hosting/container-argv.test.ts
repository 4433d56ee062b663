import { expect, test } from 'vitest'
import { dockerRun, podmanCreate, runOnce } from '../../../shared/hosting/container-argv.ts'
import { record } from './made-record.ts'

const places = { config: '/h/config', data: '/h/data', log: '/h/registry.log' }

test('podman makes it of what is here alone, sealed, with its log where we read it', () => {
  const argv = podmanCreate(['podman', '--remote=false'], record(), places)
  expect(argv.slice(0, 5)).toEqual(['podman', '--remote=false', 'create', '--pull', 'never'])
  const text = argv.join(' ')
  expect(text).toContain('--network host --read-only --cap-drop ALL --security-opt no-new-privileges')
  expect(text).toContain('--volume /h/config:/etc/pullcord:ro,Z --volume /h/data:/var/lib/registry:Z')
  expect(text).toContain('--log-driver k8s-file --log-opt path=/h/registry.log')
  expect(argv.slice(-3)).toEqual([record().pinned, 'serve', '/etc/pullcord/registry.yml'])
})

test('docker brings it back by itself; where it is apart from us, by a port on loopback', () => {
  const apart = record({ way: 'docker', keeper: 'docker', network: 'published' })
  const text = dockerRun(['docker'], apart, places).join(' ')
  expect(text).toContain('docker run --detach --restart unless-stopped --name pullcord-mirror-docker.io')
  expect(text).toContain('--publish 127.0.0.1:5000:5000')
  expect(text).not.toContain('--network host')
  expect(dockerRun(['docker'], record({ runsAs: '1000:1000' }), places).join(' ')).toContain('--user 1000:1000')
  expect(dockerRun(['docker'], { ...apart, share: 'plain' }, places).join(' ')).toContain('--publish 5000:5000')
})

test('what runs once has no network and leaves nothing', () => {
  const argv = runOnce(['podman'], record({ runsAs: '1:1' }), places, ['garbage-collect', '/etc/pullcord/registry.yml'])
  expect(argv.slice(0, 5)).toEqual(['podman', 'run', '--rm', '--network', 'none'])
  expect(argv.slice(-3)).toEqual([record().pinned, 'garbage-collect', '/etc/pullcord/registry.yml'])
})
