import { expect, test } from 'vitest'
import { hostsOf, waysOf } from '../../../renderer/model/ways.ts'
import { engine } from '../status-of.ts'

const to = (upstream: string, ...urls: readonly string[]) => urls.map((url) => ({ upstream, url, insecure: false }))

test('hosts are named once, in order, without ports; IPv6 keeps its brackets', () => {
  expect(hostsOf(['http://a:1', 'https://b/team', 'http://a:2', 'http://[fe80::1]:5000'])).toEqual([
    'a',
    'b',
    '[fe80::1]',
  ])
})

test('the order of hosts is part of the way', () => {
  const ways = waysOf([
    engine('podman', 'configured', { mirrors: to('docker.io', 'http://a', 'http://b') }),
    engine('docker', 'loaded', { mirrors: to('docker.io', 'http://b', 'http://a') }),
  ])
  expect(ways.map(({ hosts, engines }) => [hosts.join(), engines?.map(({ id }) => id)])).toEqual([
    ['a,b', ['podman']],
    ['b,a', ['docker']],
  ])
})

test('upstreams with the same way are said together', () => {
  const mirrors = [...to('docker.io', 'http://a'), ...to('quay.io', 'http://c'), ...to('ghcr.io', 'http://a:5000')]
  expect(waysOf([engine('podman', 'configured', { mirrors })])).toEqual([
    { upstreams: ['docker.io', 'ghcr.io'], hosts: ['a'], engines: null },
    { upstreams: ['quay.io'], hosts: ['c'], engines: null },
  ])
})
