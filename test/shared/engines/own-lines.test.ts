import { expect, test } from 'vitest'
import type { Engine } from '../../../shared/engine.ts'
import { buildkit } from '../../../shared/engines/buildkit.ts'
import { docker } from '../../../shared/engines/docker.ts'
import { gitlabRunner } from '../../../shared/engines/gitlab-runner.ts'
import { ownLines } from '../../../shared/engines/own-lines.ts'
import { rancherFamily } from '../../../shared/engines/rancher.ts'
import type { EngineFacts } from '../../../shared/facts.ts'
import { dockerFacts, mirror, planIn } from './look.ts'

const hub = mirror('docker.io=http://192.168.1.5:5000')
const theirs = 'https://private:word@private.corp'
const known = { scope: 'system', version: null, running: null } as const

function shown<F extends EngineFacts>(engine: Engine<F>, facts: F, path: string, text: string): readonly string[] {
  const { changes, refused } = planIn(engine, facts, [hub], { texts: { [path]: text } })
  expect(refused).toEqual([])
  return changes.flatMap(({ target, entries }) => ownLines(target, entries))
}

test('docker: our mirror, and not the list that it stands in', () => {
  const text = JSON.stringify({ 'registry-mirrors': [theirs] })
  expect(shown(docker, dockerFacts('26.1'), '/etc/docker/daemon.json', text)).toEqual([`registry-mirrors ${hub.url}`])
})

test('K3s: likewise', () => {
  const text = `mirrors:\n  docker.io:\n    endpoint: ["${theirs}"]\n`
  expect(shown(rancherFamily('k3s'), { id: 'k3s', ...known }, '/etc/rancher/k3s/registries.yaml', text)).toEqual([
    `mirrors docker.io endpoint: ${hub.url}`,
  ])
})

test('BuildKit: likewise', () => {
  const text = '[registry."docker.io"]\nmirrors = ["private:word@private.corp"]\n'
  const lines = shown(buildkit, { id: 'buildkit', ...known }, '/etc/buildkit/buildkitd.toml', text)
  expect(lines).toContain('registry docker.io mirrors: 192.168.1.5:5000')
  expect(lines.join()).not.toContain('private')
})

test('gitlab-runner: neither whose list it is, nor what stood there', () => {
  const text = `[[runners]]
name = "private"
executor = "docker+machine"
[runners.machine]
MachineOptions = ["engine-registry-mirror=${theirs}", "engine-insecure-registry=private.corp", "engine-registry-mirror=${hub.url}"]
[[runners]]
name = "private too"
executor = "docker+machine"
[runners.machine]
MachineOptions = []
`
  expect(shown(gitlabRunner, { id: 'gitlab-runner', ...known }, '/etc/gitlab-runner/config.toml', text)).toEqual([
    `MachineOptions: engine-registry-mirror=${hub.url}`,
  ])
})
