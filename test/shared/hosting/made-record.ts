import type { HostedRecord } from '../../../shared/hosting/hosted-record.ts'

const digest = `sha256:${'a'.repeat(64)}`

/** A mirror of Docker Hub that podman runs, or what the parts make of it. */
export function record(parts: Partial<HostedRecord> = {}): HostedRecord {
  return {
    id: 'docker.io',
    upstream: 'docker.io',
    way: 'podman',
    keeper: 'supervisor',
    url: 'http://127.0.0.1:5000',
    port: 5000,
    share: 'no',
    network: 'host',
    runsAs: null,
    image: 'public.ecr.aws/docker/library/registry:3',
    pinned: `public.ecr.aws/docker/library/registry@${digest}`,
    digest,
    version: '3.0.0',
    hours: null,
    username: null,
    wanted: true,
    ...parts,
  }
}
