import { expect, test } from 'vitest'
import { planView } from '../../../electron/switching/plan-view.ts'
import { notice } from '../../../shared/notice.ts'
import type { Change, Plan } from '../../../shared/plan.ts'

const engine = { id: 'docker', scope: 'system' } as const
const change: Change = {
  target: { kind: 'docker-daemon-json', scope: 'system' },
  path: '/etc/docker/daemon.json',
  before: 'sha256:00',
  beforeText: '{"auth": "c2VjcmV0"}\n',
  base: null,
  after: '{"auth": "c2VjcmV0", "debug": true}\n',
  via: null,
  entries: [],
}
const reload = { engine, how: 'SIGHUP', pid: 5, stops: [], consent: null, expect: null } as const
const plan: Plan = { engine, changes: [change], reloads: [reload], refused: [], notes: [notice('podman-ipv6')] }
const idOf = (more: Partial<Plan>, to: 'on' | 'off' = 'on'): string => planView(to, [{ ...plan, ...more }]).id

test('shows changes, reloads, refusals and notes, with their engine and without secrets', () => {
  const refused = { path: '/f', line: 1, column: 2, notice: notice('file-bom', { path: '/f' }) }
  const view = planView('on', [{ ...plan, refused: [refused] }])
  expect(view).toMatchObject({
    to: 'on',
    changes: [
      {
        engine,
        target: 'docker-daemon-json',
        path: '/etc/docker/daemon.json',
        before: 'sha256:00',
        after: expect.stringMatching(/^sha256:/),
      },
    ],
    reloads: [{ engine, how: 'SIGHUP', stops: [], consent: null }],
    refused: [{ engine, path: '/f', line: 1, column: 2 }],
    notes: [{ engine, notice: { code: 'podman-ipv6' } }],
  })
  expect(JSON.stringify(view)).not.toContain('c2VjcmV0')
})

test('one id stands for exactly these changes', () => {
  const same = idOf({})
  expect(idOf({ notes: [] })).toBe(same)
  const others = [
    idOf({}, 'off'),
    idOf({ changes: [] }),
    idOf({ changes: [{ ...change, before: 'sha256:01' }] }),
    idOf({ changes: [{ ...change, after: null }] }),
    idOf({ changes: [{ ...change, after: `${change.after}\n` }] }),
    idOf({ changes: [change, change] }),
    idOf({ changes: [{ ...change, target: { kind: 'docker-hosts-toml', scope: 'system', upstream: 'quay.io' } }] }),
    idOf({ reloads: [] }),
    idOf({ reloads: [{ ...reload, consent: notice('docker-pending-edits', { path: '/f' }) }] }),
    idOf({ engine: { id: 'podman', scope: 'system' } }),
  ]
  expect(new Set([same, ...others]).size).toBe(others.length + 1)
})
