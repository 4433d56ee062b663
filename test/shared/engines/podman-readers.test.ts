import { expect, test } from 'vitest'
import { podman } from '../../../shared/engines/podman.ts'
import { mirror, planIn, podmanFacts } from './look.ts'

const mirrors = [mirror('docker.io=http://m.lan:5000')]
const shared = {
  ...podmanFacts('5.8'),
  readers: ['buildah', 'skopeo'],
  crio: { pid: 9, startedAt: 0 },
  quadlets: ['web.container'],
}

test('who reads the same files is told, and CRI-O reads them anew', () => {
  const plan = planIn(podman, shared, mirrors, {})
  expect(plan.reloads).toMatchObject([{ how: 'SIGHUP', pid: 9, consent: null }])
  expect(plan.notes.map(({ message }) => message)).toEqual([
    'This also affects buildah, skopeo, CRI-O: they read the same files.',
    'Services of systemd pull by these files when they start next: web.container.',
  ])
})

test('nobody is told, and nothing reloads, where nothing changes', () => {
  expect(planIn(podman, shared, [], {})).toMatchObject({ reloads: [], notes: [] })
})
