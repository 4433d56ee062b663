import { expect, test } from 'vitest'
import { asideLines, engineLines, verboseLines } from '../../../electron/commands/engine-lines.ts'
import { notice } from '../../../shared/notice.ts'
import { engineStatus, hub } from '../scripted-core.ts'

const podman = engineStatus({ state: 'configured' })
const node = engineStatus({
  id: 'containerd',
  scope: 'system',
  instance: 'kind.kind-control-plane',
  version: '2.1.4',
  state: 'loaded',
  mirrors: [hub],
  found: [notice('found-program', { path: '/usr/bin/containerd' }), notice('found-process', { pid: 812 })],
  targets: [
    { path: '/etc/containerd/certs.d/docker.io/hosts.toml', digest: 'sha256:1', ours: true },
    { path: '/etc/containerd/config.toml', digest: null, ours: false },
  ],
  effective: [
    { upstream: 'docker.io', endpoint: hub.url },
    { upstream: 'docker.io', endpoint: 'https://registry-1.docker.io' },
  ],
})
const left = engineStatus({
  id: 'k3s',
  scope: 'system',
  version: null,
  state: 'not-set-up',
  chosen: false,
  notice: notice('changed-outside', { path: '/x' }),
})

test('a short list looks as it always did, a long name widens it', () => {
  expect(engineLines([podman])).toEqual(['● podman 5.8.6     user    configured'])
  expect(engineLines([podman, node])).toEqual([
    '● podman 5.8.6                             user    configured',
    '● containerd/kind.kind-control-plane 2.1.4 system  loaded',
  ])
})

test('all that is known, where it is asked for', () => {
  expect(verboseLines([node, left])).toEqual([
    '● containerd/kind.kind-control-plane 2.1.4 system  loaded',
    '  containerd in kind-control-plane',
    '  found by  The program /usr/bin/containerd.',
    '            It runs as process 812.',
    '  files     /etc/containerd/certs.d/docker.io/hosts.toml, written by Pullcord',
    '            /etc/containerd/config.toml, not there',
    `  tries     docker.io: ${hub.url}, then https://registry-1.docker.io`,
    '',
    '○ k3s                                      system  not set up',
    '  K3s, not under the switch',
    `  ${left.notice?.message}`,
    `  ${left.notice?.hint}`,
  ])
})

test('what is left alone is one line, or none', () => {
  expect(asideLines(0)).toEqual([])
  expect(asideLines(1).at(-1)).toContain('1 more engine found, left alone')
  expect(asideLines(3).at(-1)).toContain('3 more engines found, left alone')
})
