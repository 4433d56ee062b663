import { expect, test } from 'vitest'
import { assumedFacts, parseEngineSpec } from '../../shared/engine-spec.ts'
import { parseVersion } from '../../shared/engine.ts'

test.each([
  ['podman', { id: 'podman', version: null, store: null }],
  [' docker ', { id: 'docker', version: null, store: null }],
  ['docker@20.10', { id: 'docker', version: '20.10', store: null }],
  ['docker@28.5.2+dfsg1:c8d', { id: 'docker', version: '28.5.2+dfsg1', store: 'containerd' }],
  ['docker@28.5:classic', { id: 'docker', version: '28.5', store: 'classic' }],
  ['docker:c8d', { id: 'docker', version: null, store: 'containerd' }],
  ['podman@6.1', { id: 'podman', version: '6.1', store: null }],
  ['buildah', { id: 'podman', version: null, store: null }],
  ['cri-o', { id: 'podman', version: null, store: null }],
  ['k3s', { id: 'k3s', version: null, store: null }],
  ['docker/lima.default', { id: 'docker', instance: 'lima.default', version: null, store: null }],
  [
    'containerd/kind.kind-control-plane@2.1',
    { id: 'containerd', instance: 'kind.kind-control-plane', version: '2.1', store: null },
  ],
])('%s', (text, value) => {
  expect(parseEngineSpec(text)).toEqual({ ok: true, value })
})

test.each([
  '',
  'crun',
  'Docker',
  'docker/default',
  'docker/../x',
  'docker/a.b/c.d',
  'docker@',
  'docker@x',
  'docker:overlay2',
  'docker@28.5:',
  '__proto__',
  'docker podman',
])('“%s” names no engine', (text) => {
  expect(parseEngineSpec(text)).toMatchObject({
    ok: false,
    notice: { code: 'engine-unknown', values: { engine: text } },
  })
})

test('what is said of an engine becomes its facts, and nothing of it runs', () => {
  const docker = { id: 'docker', version: '28.5', store: 'containerd' } as const
  const facts = {
    id: 'docker',
    scope: 'system',
    version: parseVersion('28.5'),
    store: 'containerd',
    flags: [],
    running: null,
  }
  expect(assumedFacts(docker, 'system')).toEqual(facts)
  expect(assumedFacts(docker, 'user')).toEqual({ ...facts, scope: 'user', layout: 'rootless' })
  expect(assumedFacts({ id: 'podman', version: null, store: null }, 'user')).toEqual({
    id: 'podman',
    scope: 'user',
    version: null,
    service: null,
  })
})
