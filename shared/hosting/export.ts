import type { ExportedFile, ExportFormat } from './contract.ts'
import { remoteUrl, unitName, type HostedRecord } from './hosted-record.ts'
import { registryImages, takesHours } from './images.ts'

/** The same mirror for a server: what a person copies there, and starts by its own means. */
export function exportMirror(record: HostedRecord, format: ExportFormat): readonly ExportedFile[] {
  return formats[format](record)
}

const formats: Readonly<Record<ExportFormat, (record: HostedRecord) => readonly ExportedFile[]>> = {
  compose: (record) => [{ name: 'compose.yaml', text: compose(record) }],
  quadlet: (record) => [{ name: `${unitName(record.id)}.container`, text: quadlet(record) }],
  systemd: (record) => [
    { name: `${unitName(record.id)}.service`, text: unit(record) },
    { name: `${unitName(record.id)}.yml`, text: unitConfig(record) },
  ],
}

/** What distribution is told by its environment, as its documentation spells it. */
function environment({ upstream, hours, version }: HostedRecord): readonly (readonly [string, string])[] {
  return [
    ['REGISTRY_PROXY_REMOTEURL', remoteUrl(upstream)],
    ['REGISTRY_STORAGE_DELETE_ENABLED', 'true'],
    ...(hours !== null && takesHours(version) ? [['REGISTRY_PROXY_TTL', `${hours}h`] as const] : []),
    // 3.x looks for a collector of traces otherwise (distribution#4270).
    ['OTEL_TRACES_EXPORTER', 'none'],
  ]
}

function imageOf({ image, digest }: HostedRecord): string {
  if (image === null) return registryImages[0]!
  const name = image.replace(/@.*$/, '')
  return digest === null ? name : `${name.replace(/:[^/]*$/, '')}@${digest}`
}

const published = ({ share, port }: HostedRecord): string => `${share === 'no' ? '127.0.0.1:' : ''}${port}:5000`

// A password is in no file that we write for others to copy.
function loginNote({ username }: HostedRecord): readonly string[] {
  return username === null
    ? []
    : [
        '# It has a login at its upstream. Whoever reaches the mirror gets what that login may see: let no others in.',
        '# Put proxy.username and proxy.password into its configuration file, with mode 0600; 2.x reads',
        '# /etc/docker/registry/config.yml, 3.x /etc/distribution/config.yml.',
      ]
}

const shareNote = ({ share }: HostedRecord): readonly string[] =>
  share === 'tls' ? ['# REGISTRY_HTTP_TLS_CERTIFICATE and REGISTRY_HTTP_TLS_KEY name its certificate there.'] : []

const head = (record: HostedRecord): readonly string[] => [
  `# A mirror of ${record.upstream}.${record.version === null ? '' : ` It was run with distribution ${record.version}.`}`,
  ...loginNote(record),
  ...shareNote(record),
]

function compose(record: HostedRecord): string {
  const name = unitName(record.id)
  return text([
    ...head(record),
    'services:',
    `  ${name.replaceAll('.', '-')}:`,
    `    image: ${imageOf(record)}`,
    `    container_name: ${name}`,
    '    restart: always',
    '    read_only: true',
    '    cap_drop: [ALL]',
    '    security_opt: ["no-new-privileges:true"]',
    '    ports:',
    `      - "${published(record)}"`,
    '    environment:',
    ...environment(record).map(([key, value]) => `      ${key}: "${value}"`),
    '    volumes:',
    '      - cache:/var/lib/registry',
    'volumes:',
    '  cache:',
  ])
}

function quadlet(record: HostedRecord): string {
  return text([
    ...head(record),
    '# For /etc/containers/systemd, or ~/.config/containers/systemd of a user who may linger.',
    '[Unit]',
    `Description=Mirror of ${record.upstream}`,
    'StartLimitIntervalSec=0',
    '',
    '[Container]',
    `ContainerName=${unitName(record.id)}`,
    `Image=${imageOf(record)}`,
    `PublishPort=${published(record)}`,
    'ReadOnly=true',
    'DropCapability=all',
    'NoNewPrivileges=true',
    ...environment(record).map(([key, value]) => `Environment=${key}=${value}`),
    `Volume=${unitName(record.id)}:/var/lib/registry`,
    '',
    '[Service]',
    'Restart=always',
    'RestartSec=15',
    '',
    '[Install]',
    'WantedBy=multi-user.target default.target',
  ])
}

// Both names of the program, and both places of its own configuration, differ: so the unit brings its own.
function unit(record: HostedRecord): string {
  const name = unitName(record.id)
  const program = takesHours(record.version) ? '/usr/bin/registry' : '/usr/bin/docker-registry'
  return text([
    ...head(record),
    `# For /etc/systemd/system; ${name}.yml belongs into /etc/pullcord-mirror. The program is called docker-registry on`,
    '# Debian, registry elsewhere.',
    '[Unit]',
    `Description=Mirror of ${record.upstream}`,
    'Wants=network-online.target',
    'After=network-online.target',
    'StartLimitIntervalSec=0',
    '',
    '[Service]',
    `ExecStart=${program} serve /etc/pullcord-mirror/${name}.yml`,
    ...environment(record).map(([key, value]) => `Environment=${key}=${value}`),
    'DynamicUser=true',
    `StateDirectory=${name}`,
    'NoNewPrivileges=true',
    'ProtectSystem=strict',
    'ProtectHome=true',
    'PrivateTmp=true',
    'Restart=always',
    'RestartSec=15',
    '',
    '[Install]',
    'WantedBy=multi-user.target',
  ])
}

function unitConfig({ id, share, port }: HostedRecord): string {
  return text([
    'version: 0.1',
    'log:',
    '  level: warn',
    'storage:',
    '  filesystem:',
    `    rootdirectory: /var/lib/${unitName(id)}`,
    'http:',
    `  addr: "${share === 'no' ? '127.0.0.1' : ''}:${port}"`,
  ])
}

function text(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`
}
