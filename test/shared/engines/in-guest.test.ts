import { describe, expect, test } from 'vitest'
import { desiredInGuest, inGuest } from '../../../shared/engines/in-guest.ts'
import { podman } from '../../../shared/engines/podman.ts'
import type { PodmanFacts } from '../../../shared/facts.ts'
import { mirror, planIn } from './look.ts'

const facts: PodmanFacts = { id: 'podman', scope: 'system', instance: 'lima.default', version: null, service: null }
const near = mirror('docker.io=http://127.0.0.1:6000/hub')
const far = mirror('docker.io=http://192.168.11.2:6000')

const written = (hostAddress: string | null): string =>
  planIn(inGuest(podman, hostAddress), facts, [near, far], {}).changes[0]?.after ?? ''

describe('a mirror on this machine’s loopback', () => {
  test.each(['host.lima.internal', '172.18.0.1'])('is spelled as %s in a guest, path and port kept', (address) => {
    const there = inGuest(podman, address)
    expect(there.supports(near, facts)).toMatchObject({ ok: true })
    expect(there.spell(near, facts)).toBe(`${address}:6000/hub`)
    expect(written(address)).toContain(`"${address}:6000/hub"`)
    expect(written(address)).not.toContain('127.0.0.1')
  })

  test('is refused with the reason where nothing leads here', () => {
    const there = inGuest(podman, null)
    const instance = 'lima.default'
    expect(there.supports(near, facts)).toMatchObject({
      ok: false,
      notice: { code: 'guest-loopback', values: { instance } },
    })
    expect(there.spell(near, facts)).toBeNull()
    expect(written(null)).not.toContain('127.0.0.1')
    expect(written(null)).toContain('192.168.11.2:6000')
  })
})

test('any other mirror stays as it is', () => {
  expect(inGuest(podman, null).spell(far, facts)).toBe(podman.spell(far, facts))
  expect(written('gateway.example')).toContain('"192.168.11.2:6000"')
})

test.each(['http://localhost:1', 'http://[::1]:1', 'http://127.9.9.9:1', 'http://0.0.0.0:1'])(
  '%s is this machine too',
  (url) => {
    const mirrors = [mirror(`docker.io=${url}`)]
    const there = desiredInGuest({ mirrors, forget: mirrors, keepTheirs: true, strict: false }, 'host.lima.internal')
    expect([...there.mirrors, ...(there.forget ?? [])].map((mirror) => mirror.url)).toEqual([
      'http://host.lima.internal:1',
      'http://host.lima.internal:1',
    ])
    expect(desiredInGuest({ mirrors, keepTheirs: true, strict: false }, null).mirrors).toEqual([])
  },
)
