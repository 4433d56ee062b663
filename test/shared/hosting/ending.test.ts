import { expect, test } from 'vitest'
import { endingIn, type Ending } from '../../../shared/hosting/ending.ts'

const panic = 'panic: Get "https://registry-1.docker.io/v2/": dial tcp 10.99.0.1:443: connect: connection refused'
const trace = [
  '',
  'goroutine 1 [running]:',
  'main.main()',
  '\tgithub.com/docker/distribution/cmd/registry/main.go:22 +0x25',
]
const inPodman = (line: string): string => `2026-11-29T00:17:21.570386691+00:00 stderr F ${line}`

const endings: readonly (readonly [string, readonly string[], Ending])[] = [
  [
    'no upstream, as 2.8.2 says it',
    [panic, ...trace],
    { kind: 'upstream', why: 'dial tcp 10.99.0.1:443: connect: connection refused' },
  ],
  [
    'the same by podman’s log',
    [panic, ...trace].map(inPodman),
    { kind: 'upstream', why: 'dial tcp 10.99.0.1:443: connect: connection refused' },
  ],
  [
    'a name that nobody knows',
    ['panic: Get "https://none.example/v2/": dial tcp: lookup none.example: no such host'],
    { kind: 'upstream', why: 'dial tcp: lookup none.example: no such host' },
  ],
  [
    'its port taken',
    ['time="…" level=fatal msg="listen tcp 127.0.0.1:5000: bind: address already in use" go.version=go1.19.8'],
    { kind: 'port' },
  ],
  ['no room', ['panic: mkdir /var/lib/registry/docker: no space left on device'], { kind: 'disk' }],
  [
    'a configuration that it does not take',
    ['configuration error: error parsing /etc/pullcord/registry.yml: yaml', 'Usage: ', '  registry serve <config>'],
    { kind: 'other', why: 'configuration error: error parsing /etc/pullcord/registry.yml: yaml' },
  ],
  [
    'an address that is none',
    ['time="…" level=fatal msg="listen tcp: lookup nowhere: no such host" go.version=go1.19.8'],
    { kind: 'other', why: 'listen tcp: lookup nowhere: no such host' },
  ],
  ['nothing said', [], { kind: 'other', why: '' }],
  [
    'an earlier fault, then another',
    ['level=fatal msg="bind: address already in use"', panic],
    { kind: 'upstream', why: 'dial tcp 10.99.0.1:443: connect: connection refused' },
  ],
]

test.each(endings)('%s', (_, lines, ending) => {
  expect(endingIn(lines)).toEqual(ending)
})
