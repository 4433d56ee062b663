import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { exportFormats, type ExportFormat } from '../../../shared/hosting/contract.ts'
import { exportMirror } from '../../../shared/hosting/export.ts'
import { record } from './made-record.ts'

const textOf = (format: ExportFormat, parts: Parameters<typeof record>[0] = {}, at = 0): string =>
  exportMirror(record(parts), format)[at]!.text

test('compose is what docker and podman read, with distribution’s environment', () => {
  const { services, volumes } = parse(textOf('compose')) as {
    readonly services: Readonly<Record<string, Readonly<Record<string, unknown>>>>
    readonly volumes: unknown
  }
  expect(services['pullcord-mirror-docker-io']).toMatchObject({
    image: `public.ecr.aws/docker/library/registry@sha256:${'a'.repeat(64)}`,
    restart: 'always',
    ports: ['127.0.0.1:5000:5000'],
    environment: {
      REGISTRY_PROXY_REMOTEURL: 'https://registry-1.docker.io',
      REGISTRY_STORAGE_DELETE_ENABLED: 'true',
      OTEL_TRACES_EXPORTER: 'none',
    },
    volumes: ['cache:/var/lib/registry'],
  })
  expect(volumes).toEqual({ cache: null })
})

test('a shared one listens for all, another upstream is asked by its own name, hours are 3.x’s', () => {
  const text = textOf('compose', { share: 'plain', upstream: 'quay.io', id: 'quay.io', hours: 24, version: '3.0.0' })
  expect(text).toContain('"5000:5000"')
  expect(text).toContain('REGISTRY_PROXY_REMOTEURL: "https://quay.io"')
  expect(text).toContain('REGISTRY_PROXY_TTL: "24h"')
  expect(textOf('compose', { hours: 24, version: '2.8.3' })).not.toContain('REGISTRY_PROXY_TTL')
})

test('the unit’s configuration is YAML, and says where and how it listens', () => {
  expect(parse(textOf('systemd', {}, 1))).toEqual({
    version: 0.1,
    log: { level: 'warn' },
    storage: { filesystem: { rootdirectory: '/var/lib/pullcord-mirror-docker.io' } },
    http: { addr: '127.0.0.1:5000' },
  })
  expect(textOf('systemd', { version: '2.8.3' })).toContain('/usr/bin/docker-registry serve')
  expect(textOf('systemd', { version: '3.0.0' })).toContain('/usr/bin/registry serve')
})

test.each(exportFormats)('%s names the login’s place and not the login', (format) => {
  const text = textOf(format, { username: 'team-robot' })
  expect(text).toContain('proxy.username')
  expect(text).not.toContain('team-robot')
})

test('one that was run by a binary is exported with an image all the same', () => {
  expect(textOf('quadlet', { image: null, digest: null })).toContain('Image=public.ecr.aws/docker/library/registry:3\n')
})
