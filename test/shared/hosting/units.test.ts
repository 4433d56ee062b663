import { expect, test } from 'vitest'
import { formatQuadlet, formatUnit } from '../../../shared/hosting/units.ts'
import { record } from './made-record.ts'

const places = { config: '/home/a b/50%/config', data: '/home/a b/50%/data', log: '/home/a b/50%/registry.log' }

test('a quadlet runs it sealed, by its digest, in the host’s network, and never gives up', () => {
  const text = formatQuadlet(record(), places, 'default.target')
  const lines = text.split('\n')
  expect(lines).toEqual(
    expect.arrayContaining([
      `Image=${record().pinned}`,
      'ContainerName=pullcord-mirror-docker.io',
      'Network=host',
      'ReadOnly=true',
      'DropCapability=all',
      'NoNewPrivileges=true',
      'Volume=/home/a b/50%%/config:/etc/pullcord:ro,Z',
      'Exec=serve /etc/pullcord/registry.yml',
      'Restart=always',
      'StartLimitIntervalSec=0',
      'WantedBy=default.target',
    ]),
  )
  expect(text).toContain('--log-opt "path=/home/a b/50%%/registry.log"')
})

test('a published port is on loopback unless it is shared', () => {
  const port = (share: 'no' | 'plain'): string => formatQuadlet(record({ network: 'published', share }), places, 'x')
  expect(port('no')).toContain('PublishPort=127.0.0.1:5000:5000\n')
  expect(port('plain')).toContain('PublishPort=5000:5000\n')
})

test('in a unit no word falls apart or means something', () => {
  const text = formatUnit(record(), ['/usr/bin/registry', 'serve', '/a b/$c/50%/"x"\\'], places.log, 'default.target')
  expect(text).toContain('ExecStart=/usr/bin/registry serve "/a b/$$c/50%%/\\"x\\"\\\\"\n')
  expect(text).toContain('StandardOutput=append:/home/a b/50%%/registry.log\n')
  expect(formatUnit(record(), ['x'], null, 'y')).not.toContain('StandardOutput')
})
