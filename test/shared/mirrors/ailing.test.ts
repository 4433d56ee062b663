import { expect, test } from 'vitest'
import type { Health, Status } from '../../../shared/contract.ts'
import { ailing } from '../../../shared/mirrors/ailing.ts'
import { engine, mirror, status } from '../../renderer/status-of.ts'

const urls = ['http://a.lan:5000', 'https://b.lan/hub', 'http://c.lan', 'http://d.lan'] as const

function withHealth(...healths: readonly Health[]): Status {
  const mirrors = healths.map((health, at) => ({ ...mirror('docker.io', urls[at]!), health }))
  const inForce = mirrors.slice(0, 3).map(({ upstream, url }) => ({ upstream, url, insecure: false }))
  return status('on', [engine('podman', 'configured', { mirrors: inForce })], mirrors)
}

test('the worst first, each host once, and only what is in force', () => {
  expect(ailing(withHealth('gone', 'silent', 'up', 'silent'))).toEqual([
    { harm: 'silent', hosts: ['b.lan'] },
    { harm: 'gone', hosts: ['a.lan:5000'] },
  ])
  expect(ailing(withHealth('portal', 'portal', 'portal'))).toEqual([
    { harm: 'portal', hosts: ['a.lan:5000', 'b.lan', 'c.lan'] },
  ])
})

test('what only makes engines go on to the upstream is no harm', () => {
  expect(ailing(withHealth('needs-login', 'untrusted', 'not-a-registry'))).toEqual([])
})
