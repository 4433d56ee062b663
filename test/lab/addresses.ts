/** Where the stand-ins live inside a lab machine: not on loopback, where engines relax their rules. */
export const ADDRESS = {
  hub: '10.99.0.1',
  quay: '10.99.0.2',
  mirror: '10.99.0.3',
  faulty: '10.99.0.4',
  gitlab: '10.99.0.5',
  registry: '10.99.0.6',
} as const

/** Names that a machine resolves, by address. */
export const HOSTS: Readonly<Record<string, readonly string[]>> = {
  '127.0.0.1': ['localhost', 'lab'],
  [ADDRESS.hub]: ['registry-1.docker.io', 'index.docker.io', 'auth.docker.io', 'docker.io'],
  [ADDRESS.quay]: ['quay.io'],
  [ADDRESS.mirror]: ['mirror.office.example'],
  [ADDRESS.faulty]: ['faulty.office.example'],
  [ADDRESS.gitlab]: ['gitlab.office.example'],
  [ADDRESS.registry]: ['registry.office.example'],
}
