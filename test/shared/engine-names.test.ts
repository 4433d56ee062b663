import { describe, expect, test } from 'vitest'
import { engineLabels, engineName, machineName, nameWords, scopeWord, typedName } from '../../shared/engine-names.ts'
import { engineIds, type EngineKey } from '../../shared/engine.ts'
import { engine } from '../renderer/status-of.ts'

const inside = (instance: string, id: EngineKey['id'] = 'containerd'): EngineKey => ({ id, scope: 'system', instance })

describe('what a machine inside this one is called', () => {
  test.each([
    ['kind.kind-worker', 'kind-worker'],
    ['kind.dev-control-plane', 'dev-control-plane (kind)'],
    ['lima.default', 'Lima'],
    ['lima.work', 'work (Lima)'],
    ['colima.default', 'Colima'],
    ['machine.podman-machine-default', 'podman-machine-default'],
    ['machine.work', 'work (podman machine)'],
    ['wsl.Ubuntu-24.04', 'Ubuntu-24.04 (WSL)'],
    ['rancher.0', 'Rancher Desktop'],
    ['later.thing', 'thing (later)'],
  ])('%s is %s', (instance, name) => expect(machineName(inside(instance))).toBe(name))

  test('this machine has no name', () => {
    expect(machineName({ id: 'docker', scope: 'system' })).toBeNull()
    expect(machineName(engine('docker', 'off'))).toBeNull()
  })
})

test('every engine has a name of its own', () => {
  expect(new Set(engineIds.map((id) => engineLabels[id])).size).toBe(engineIds.length)
})

test('a scope is named only where two of the same machine stand side by side', () => {
  const [system, user, node] = [
    engine('docker', 'off'),
    engine('docker', 'off', { scope: 'user' }),
    inside('lima.default', 'docker'),
  ]
  const said = (key: EngineKey, among: readonly EngineKey[], language: 'en' | 'zh-TW' = 'en') =>
    engineName(key, among, nameWords[language])
  expect(said(user, [user])).toBe('Docker')
  expect(said(user, [system, user])).toBe('Docker · rootless')
  expect(said(system, [system, user], 'zh-TW')).toBe('Docker · 系統')
  expect(said(node, [user, node])).toBe('Docker in Lima')
  expect(said(user, [user, node])).toBe('Docker')
  expect(said(node, [node], 'zh-TW')).toBe('Lima 裡的 Docker')
})

test('Docker Desktop is told from a rootless daemon by where its file lies', () => {
  const at = (path: string) =>
    engine('docker', 'off', { scope: 'user', targets: [{ path, digest: null, ours: false }] })
  expect(scopeWord(at('/home/mei/.docker/daemon.json'), nameWords.en)).toBe('Desktop')
  expect(scopeWord(at('/home/mei/.config/docker/daemon.json'), nameWords.en)).toBe('rootless')
  expect(scopeWord({ id: 'podman', scope: 'user' }, nameWords.en)).toBe('user')
})

test('what is typed names the machine too', () => {
  expect(typedName(engine('docker', 'off'))).toBe('docker')
  expect(typedName(inside('lima.default', 'docker'))).toBe('docker/lima.default')
})
