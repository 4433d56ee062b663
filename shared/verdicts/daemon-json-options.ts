/** The versions of dockerd whose verdicts were measured, oldest first. */
export const dockerVersions = ['20.10', '26.1', '28.5'] as const

/** One of them. */
export type DockerVersion = (typeof dockerVersions)[number]

/** What Go's decoder lets into a field; anything else fails the whole file. */
export type Shape =
  | 'any'
  | 'text'
  | 'flag'
  | 'integer'
  | 'unsigned'
  | 'address'
  | 'size'
  | 'filter'
  | 'duration'
  | { readonly list: Shape }
  | { readonly map: Shape }
  | { readonly fields: Readonly<Record<string, Shape>> }

const words = (text: string): readonly string[] => text.trim().split(/\s+/)

// Every flag of dockerd, and every name by which a flag stands in the file; where the two differ the file may hold
// the flag's spelling too, and it means nothing there [measured: one start each with all names as keys].
const common = words(`
  add-runtime allow-nondistributable-artifacts api-cors-header authorization-plugin authorization-plugins bip bridge
  builder cgroup-parent config-file containerd containerd-namespace containerd-plugins-namespace cpu-rt-period
  cpu-rt-runtime cri-containerd data-root debug default-address-pool default-address-pools default-cgroupns-mode
  default-gateway default-gateway-v6 default-ipc-mode default-runtime default-shm-size default-ulimit default-ulimits
  deprecated-key-path dns dns-opt dns-opts dns-search exec-opt exec-opts exec-root experimental features fixed-cidr
  fixed-cidr-v6 group help host host-gateway-ip hosts icc init init-path insecure-registries insecure-registry ip
  ip-forward ip-masq ip6tables iptables ipv6 label labels live-restore log-driver log-level log-opt log-opts
  max-concurrent-downloads max-concurrent-uploads max-download-attempts metrics-addr mtu network-control-plane-mtu
  network-diagnostic-port no-new-privileges node-generic-resource node-generic-resources pidfile raw-logs
  registry-mirror registry-mirrors restart rootless runtimes seccomp-profile selinux-enabled shutdown-timeout
  storage-driver storage-opt storage-opts swarm-default-advertise-addr tls tlscacert tlscert tlskey tlsverify
  userland-proxy userland-proxy-path userns-remap version`)
const newer = words(`
  cdi-spec-dir cdi-spec-dirs default-network-opt default-network-opts http-proxy https-proxy log-format no-proxy
  validate`)

/** The keys that a version takes, at the top or inside an object that it does not know. */
export const knownKeys: Readonly<Record<DockerVersion, ReadonlySet<string>>> = {
  '20.10': new Set([
    ...common,
    ...words('cluster-advertise cluster-store cluster-store-opt cluster-store-opts graph oom-score-adjust'),
  ]),
  '26.1': new Set([...common, ...newer]),
  '28.5': new Set([
    ...common,
    ...newer,
    ...words('allow-direct-routing bip6 feature host-gateway-ips ip-forward-no-drop'),
  ]),
}

/** Objects whose own keys are not looked at; any other object is taken for a group of options. */
const wholeKeys: ReadonlySet<string> = new Set(
  words('cluster-store-opts default-network-opts log-opts runtimes default-ulimits features builder'),
)

/** The same for 20.10, which had no network options. */
export const wholeKeysOf = (version: DockerVersion, key: string): boolean =>
  wholeKeys.has(key) && !(version === '20.10' && key === 'default-network-opts')

const texts: Shape = { list: 'text' }
const keep: Shape = 'text'
const rule: Shape = {
  fields: {
    all: 'flag',
    filter: 'filter',
    keepstorage: keep,
    reservedspace: keep,
    maxusedspace: keep,
    minfreespace: keep,
  },
}
const collection: Shape = {
  fields: {
    enabled: 'flag',
    policy: { list: rule },
    defaultkeepstorage: keep,
    defaultreservedspace: keep,
    defaultmaxusedspace: keep,
    defaultminfreespace: keep,
  },
}

const all = (shape: Shape, names: string): Readonly<Record<string, Shape>> =>
  Object.fromEntries(words(names).map((name) => [name, shape]))

/** What each field may hold, by its name in lower case: Go finds a field whatever the case [S: daemon/config]. */
const shapes: Readonly<Record<string, Shape>> = {
  ...all(
    'text',
    `storage-driver pidfile data-root exec-root group api-cors-header log-level log-format tlscacert tlscert tlskey
     swarm-default-advertise-addr metrics-addr log-driver bridge fixed-cidr fixed-cidr-v6 bip bip6 containerd
     containerd-namespace containerd-plugin-namespace default-runtime userland-proxy-path default-init cgroup-parent
     userns-remap init-path seccomp-profile default-ipc-mode default-cgroupns-mode resolv-conf graph cluster-store
     cluster-advertise deprecated-key-path`,
  ),
  ...all(
    'flag',
    `raw-logs live-restore debug tls tlsverify experimental cri-containerd iptables ip6tables ip-forward
     ip-forward-no-drop ip-masq userland-proxy allow-direct-routing ipv6 icc selinux-enabled init no-new-privileges
     rootless`,
  ),
  ...all(
    'integer',
    `network-diagnostic-port max-concurrent-downloads max-concurrent-uploads max-download-attempts shutdown-timeout
     network-control-plane-mtu mtu cpu-rt-period cpu-rt-runtime oom-score-adjust`,
  ),
  ...all('unsigned', 'swarm-raft-heartbeat-tick swarm-raft-election-tick'),
  ...all('address', 'host-gateway-ip ip default-gateway default-gateway-v6'),
  ...all(
    texts,
    `authorization-plugins exec-opts storage-opts labels hosts dns-opts dns-search node-generic-resources cdi-spec-dirs
     registry-mirrors insecure-registries allow-nondistributable-artifacts`,
  ),
  dns: { list: 'address' },
  'host-gateway-ips': { list: 'address' },
  'log-opts': { map: 'text' },
  'cluster-store-opts': { map: 'text' },
  'default-network-opts': { map: { map: 'text' } },
  features: { map: 'flag' },
  'default-shm-size': 'size',
  'default-address-pools': { list: { fields: { base: 'text', size: 'integer' } } },
  proxies: { fields: { 'http-proxy': 'text', 'https-proxy': 'text', 'no-proxy': 'text' } },
  runtimes: { map: { fields: { path: 'text', runtimeargs: texts, runtimetype: 'text', options: { map: 'any' } } } },
  'default-ulimits': { map: { fields: { name: 'text', hard: 'integer', soft: 'integer' } } },
  builder: {
    fields: {
      gc: collection,
      entitlements: { fields: { 'network-host': 'flag', 'security-insecure': 'flag' } },
      history: { fields: { maxage: 'duration', maxentries: 'integer' } },
    },
  },
}

/** Fields that came after 20.10: there, such a name is no field, and its value is not looked at. */
const since: Readonly<Record<string, DockerVersion>> = {
  ...Object.fromEntries(
    words('log-format default-network-opts proxies cdi-spec-dirs').map((name) => [name, '26.1' as const]),
  ),
  ...Object.fromEntries(
    words('bip6 host-gateway-ips allow-direct-routing ip-forward-no-drop').map((name) => [name, '28.5' as const]),
  ),
}
const until20 = new Set(
  words('graph cluster-store cluster-store-opts cluster-advertise oom-score-adjust deprecated-key-path'),
)

/** What a field may hold for a version, or null where it has no such field. */
export function shapeOf(version: DockerVersion, name: string): Shape | null {
  if (!Object.hasOwn(shapes, name)) return null
  const first = since[name]
  if (first !== undefined && dockerVersions.indexOf(version) < dockerVersions.indexOf(first)) return null
  if (version !== '20.10' && until20.has(name)) return null
  if (version === '28.5' && name === 'allow-nondistributable-artifacts') return null
  if (version === '20.10' && name === 'dns') return texts
  return shapes[name]!
}
