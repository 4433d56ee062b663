import { expect, test } from 'vitest'
import { containersDirectory, targetKey, targetPath, type Places, type Target } from '../../shared/targets.ts'

const places: Places = { home: '/home/a', configHome: '/home/a/cfg', stateHome: '/home/a/state' }

test.each<readonly [Target, string, string]>([
  [
    { kind: 'podman-drop-in', scope: 'user', xdg: false },
    '/home/a/.config/containers/registries.conf.d/zz-pullcord.conf',
    'podman-drop-in.user',
  ],
  [
    { kind: 'podman-drop-in', scope: 'user', xdg: true },
    '/home/a/cfg/containers/registries.conf.d/zz-pullcord.conf',
    'podman-drop-in.user-xdg',
  ],
  [
    { kind: 'podman-drop-in', scope: 'system', xdg: true },
    '/etc/containers/registries.conf.d/zz-pullcord.conf',
    'podman-drop-in.system',
  ],
  [
    { kind: 'podman-ca', scope: 'user', xdg: false, host: 'm.lan:5000' },
    '/home/a/.config/containers/certs.d/m.lan:5000/pullcord.crt',
    'podman-ca.user.m.lan:5000',
  ],
  [{ kind: 'docker-daemon-json', scope: 'system' }, '/etc/docker/daemon.json', 'docker-daemon-json'],
  [
    { kind: 'docker-hosts-toml', scope: 'system', upstream: 'quay.io' },
    '/etc/docker/certs.d/quay.io/hosts.toml',
    'docker-hosts-toml.quay.io',
  ],
  [
    { kind: 'docker-ca', scope: 'system', host: '[::1]:5000' },
    '/etc/docker/certs.d/[::1]:5000/pullcord.crt',
    'docker-ca.[::1]:5000',
  ],
  [
    { kind: 'docker-daemon-json', scope: 'system', layout: 'snap' },
    '/var/snap/docker/current/config/daemon.json',
    'docker-daemon-json.snap',
  ],
  [
    { kind: 'docker-hosts-toml', scope: 'system', layout: 'snap', upstream: 'quay.io' },
    '/var/snap/docker/current/etc/docker/certs.d/quay.io/hosts.toml',
    'docker-hosts-toml.snap.quay.io',
  ],
  [
    { kind: 'docker-hosts-toml', scope: 'user', layout: 'rootless', upstream: 'quay.io' },
    '/home/a/cfg/docker/certs.d/quay.io/hosts.toml',
    'docker-hosts-toml.rootless.quay.io',
  ],
  [
    { kind: 'docker-daemon-json', scope: 'user', layout: 'desktop' },
    '/home/a/.docker/daemon.json',
    'docker-daemon-json.desktop',
  ],
  [{ kind: 'pullcord-ca', scope: 'system', sha256: 'ab' }, '/etc/pullcord/ca/ab.crt', 'pullcord-ca.ab'],
  [{ kind: 'pullcord-ca', scope: 'user', sha256: 'ab' }, '/home/a/cfg/pullcord/ca/ab.crt', 'pullcord-ca.ab'],
])('%j', (target, path, key) => {
  expect([targetPath(target, places), targetKey(target)]).toEqual([path, key])
})

test.each(['', '.', '..', '../x', 'a/b', 'a\0', 'a b', '.hidden', 'a\nb', '~', '$HOME', 'a%2fb', 'é'])(
  'no name such as %j becomes part of a path',
  (name) => {
    const targets: readonly Target[] = [
      { kind: 'podman-ca', scope: 'user', xdg: false, host: name },
      { kind: 'docker-hosts-toml', scope: 'system', upstream: name },
      { kind: 'docker-ca', scope: 'system', host: name },
      { kind: 'pullcord-ca', scope: 'system', sha256: name },
    ]
    for (const target of targets) {
      expect(() => targetPath(target, places)).toThrow('not a file name')
      expect(() => targetKey(target)).toThrow('not a file name')
    }
  },
)

test('only podman 6 follows XDG_CONFIG_HOME', () => {
  expect(containersDirectory('user', true, places)).toBe('/home/a/cfg/containers')
  expect(containersDirectory('user', false, places)).toBe('/home/a/.config/containers')
  expect(containersDirectory('system', true, places)).toBe('/etc/containers')
})
