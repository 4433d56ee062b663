/**
 * Every sentence the core says: what happened, and the next step (empty where there is none to take).
 * Codes are stable, scripts may rely on them; the words are for people. Other languages stand in
 * `renderer/locales`, under the same codes.
 */
export const sentences = {
  // What was typed
  'url-empty': ['The mirror has no URL.', 'Give one such as http://192.168.11.2:6000.'],
  'url-too-long': ['The URL is longer than {limit} characters.', 'Check what was pasted.'],
  'url-scheme-missing': [
    '“{url}” does not say http:// or https://.',
    'Write http:// in front for a plain mirror, https:// for one with TLS.',
  ],
  'url-scheme-unknown': ['A mirror cannot be reached by {scheme}://.', 'Use http:// or https://.'],
  'url-credentials': [
    'The URL holds a user name or password.',
    'Leave them out: engines fail on them, and they would stand in files that everyone can read. Log in with “podman login” or “docker login”.',
  ],
  'url-query': ['The URL has a “?” or “#” part, which no engine accepts.', 'Leave it out.'],
  'url-space': ['The URL holds a space or a control character.', 'Remove it.'],
  'url-host': [
    '“{host}” is not a host name or address that engines accept.',
    'Use letters, digits, dots and hyphens, or an IP address; no underscore.',
  ],
  'url-port': ['“{port}” is not a port.', 'Use a number from 1 to 65535.'],
  'url-path': [
    '“{path}” cannot be a path of a registry.',
    'Use lower-case letters, digits and . _ - between slashes, or leave the path out.',
  ],
  'url-path-v2': ['The path “{path}” is the registry API itself; engines add it.', 'Leave out /v2.'],
  'upstream-unknown': [
    '“{upstream}” is not the name of a registry.',
    'Use a name such as docker.io, quay.io, ghcr.io or registry.corp:5000.',
  ],
  'mirror-is-upstream': ['{upstream} cannot be a mirror of itself.', 'Give the URL of your pull-through cache.'],
  'mirror-twice': ['{url} is a mirror of {upstream} already.', 'Edit or remove the one that is there.'],
  'mirror-missing': ['There is no such mirror: {mirror}.', 'See “pullcord mirror list”.'],
  'tls-option-on-http': [
    '{url} is plain http: there is no certificate to skip or to trust.',
    'Use https://, or leave out --insecure and --ca.',
  ],
  'insecure-with-ca': [
    '“Do not verify” and a certificate authority exclude each other.',
    'Choose one; the authority is the safe one.',
  ],
  'ca-bad': [
    'The authority is not PEM text of certificates alone.',
    'Give the certificate of the authority that signed the mirror’s, and no private key.',
  ],
  'file-unreadable': ['{path} cannot be read: {why}.', 'Check the path.'],
  'reference-bad': [
    '“{image}” is not an image name.',
    'Write it as you would for a pull: alpine, team/app:1, quay.io/org/app.',
  ],
  'no-mirrors': ['No mirror is set.', 'Name one: pullcord on --mirror docker.io=http://HOST:PORT'],
  'engine-unknown': ['There is no engine “{engine}”.', 'Use podman or docker.'],
  'engine-absent': ['{engine} was not found on this machine.', 'Install it, or leave it out.'],
  'no-engine': ['No container engine was found.', 'Install podman or docker, then try again.'],
  'scope-impossible': ['{engine} has no {scope} scope here.', 'See “pullcord status”.'],
  usage: ['{why}', 'See “pullcord {help}”.'],

  // Mirrors that were asked
  'mirror-silent': [
    '{url} accepts connections and never answers; engines hang on such a mirror.',
    'Start it again, or take it off the list.',
  ],
  'mirror-portal': [
    '{url} answers with a web page instead of a registry: a captive portal or a proxy stands in between.',
    'Log in to the network, or correct the URL.',
  ],
  'mirror-gone': ['{url} cannot be reached ({why}).', 'Check address, port and network.'],
  'mirror-untrusted': [
    'The certificate of {url} is not trusted ({why}).',
    'Name the authority that signed it, or choose not to verify it.',
  ],
  'mirror-not-a-registry': [
    '{url} answers, but not as a registry ({why}).',
    'Correct the URL: it is the address that “docker pull” would use, without /v2.',
  ],
  'mirror-needs-login': [
    '{url} asks for a login; engines go on to the upstream when they have none.',
    'Log in to it with “podman login {host}”.',
  ],

  // Files
  'unparseable-file': [
    '{path}:{line}:{column}: {why}.',
    'Pullcord does not touch what it cannot read. Correct the file, then try again.',
  ],
  'file-not-text': [
    '{path}:{line}:{column}: not UTF-8 text.',
    'Pullcord edits plain UTF-8 only. Convert the file, then try again.',
  ],
  'file-bom': [
    '{path}:1:1: begins with a byte order mark, which some engines refuse.',
    'Save it as UTF-8 without BOM, then try again.',
  ],
  'file-nul': ['{path}:{line}:{column}: holds a NUL byte.', 'The file was damaged. Restore it, then try again.'],
  'file-foreign': ['{path} exists and was not written by Pullcord.', 'Move it away, or give it another name.'],
  'file-hard-link': [
    '{path} has {count} names (hard links); replacing it would split them.',
    'Make it a file of its own, then try again.',
  ],
  'file-not-regular': ['{path} is not a regular file.', 'Put a regular file in its place.'],
  'file-too-large': ['{path} is larger than {limit}.', 'No engine needs that much. Check the file.'],
  'file-loop': ['{path} is a symbolic link that leads nowhere.', 'Remove or mend the link.'],
  'file-managed': [
    '{path} leads into {real}, which another tool manages.',
    'Set the mirror where that tool is configured.',
  ],
  'file-exposed': [
    '{path}: its directory {directory} can be changed by other users.',
    'Correct owner and mode first; as root, Pullcord writes only where nobody else can.',
  ],
  'file-drifted': ['{path} changed while we looked.', 'Nothing was written there. Look at the plan again.'],
  'file-forbidden': ['{path}: permission denied.', 'Run Pullcord as the owner of that file (root for system scope).'],
  'file-immutable': [
    '{path} may not be changed, not even by root (an immutable attribute or a security module).',
    'See “lsattr” and the security module’s log.',
  ],
  'file-mounted': ['{path} is a mount point; it cannot be replaced.', 'Change the file that is mounted there.'],
  'file-kept-away': [
    '{path} was changed by someone else while we wrote; their text is back in its place.',
    'Nothing was lost. Look at the plan again.',
  ],
  'file-rescued': [
    'Someone saved a file while it was replaced; their text is kept in {path}.',
    'Merge what you need, then delete it.',
  ],
  'disk-read-only': ['{path} is on a read-only file system.', 'Nothing was changed. Make it writable, then try again.'],
  'disk-full': ['No space left to write {path}.', 'Nothing was changed. Free some space, then try again.'],
  'disk-error': ['{path}: {why}.', 'The disk reported an error; see “dmesg”.'],
  'plan-stale': ['The files are no longer what the plan was made from.', 'Nothing was changed. Look at the new plan.'],
  busy: ['Another Pullcord is changing files right now.', 'Wait for it to end, then try again.'],
  'settings-unreadable': [
    '{path} is not a settings file of Pullcord: {why}.',
    'Correct it or move it away. Nothing was changed.',
  ],
  'needs-root': ['{engine} is configured system-wide, and that needs root.', 'Run as root: {command}'],
  'apply-failed': ['{engine}: {why}', 'Its files are back as they were.'],
  'not-verified': ['{engine} does not use the mirror after the change: {why}', 'Its files are back as they were.'],

  // podman
  'podman-blocked': [
    '{upstream} is blocked by an administrator in {path}.',
    'Pullcord does not lift a block. Talk to whoever set it.',
  ],
  'podman-replaces': ['{path} has its own table for {upstream}; ours takes its place.', 'Off brings it back.'],
  'podman-keeps': ['The mirrors of {path} for {upstream} stay, after ours: {mirrors}.', ''],
  'podman-drops': [
    'The mirrors of {path} for {upstream} are not used while Pullcord is on: {mirrors}.',
    'Off brings them back.',
  ],
  'podman-outranked': [
    '{path} is read after Pullcord’s drop-in and has its own table for {upstream}.',
    'Rename that file so that it sorts before {name}.',
  ],
  'podman-silenced': [
    '{main} exists; because of it podman reads no drop-in of /etc/containers.',
    'Move its tables into /etc/containers/registries.conf, then remove it.',
  ],
  'podman-longer': ['{path} has a table for {prefix}, which bypasses the mirror for those images.', ''],
  'podman-config-broken': [
    'podman cannot read {path}: {why}. Until that is mended, every pull of every registry fails.',
    'Correct the file at line {line}, column {column}.',
  ],
  'podman-ipv6': ['podman cannot use a mirror by IPv6 address.', 'Give the mirror a host name.'],
  'podman-v1': [
    '{path} is in the old v1 format, which cannot stand beside mirrors.',
    'Convert it to [[registry]] tables first.',
  ],
  'podman-service-stale': [
    'podman’s API service (process {pid}) still uses the configuration it read at its start.',
    'Restart it to use the change: add --yes, or “systemctl restart podman.service”.',
  ],
  'podman-service-not-restarted': [
    'podman’s API service did not come back after the restart: {why}',
    'Start it as you usually do.',
  ],
  'podman-unlisted': [
    'podman info does not list {mirror} for {upstream}.',
    'Another file overrides ours; “podman --log-level=debug info” names the files it reads.',
  ],
  'podman-says': ['podman: {why}', ''],

  // docker
  'docker-hub-only': [
    'docker {version} can mirror docker.io only; {upstream} needs Engine 28.',
    'Upgrade docker, or mirror {upstream} for podman.',
  ],
  'docker-path': [
    'docker {version} cannot use a mirror with a path.',
    'Use Engine 28 with the containerd image store, or a mirror without a path.',
  ],
  'docker-path-classic': [
    'docker {version} with its classic image store cannot pull through a mirror with a path.',
    'Turn on the containerd image store, or use a mirror without a path.',
  ],
  'docker-classic-builds-only': [
    'With the classic image store only builds use the mirror of {upstream}; “docker pull” does not.',
    'Turn on the containerd image store to mirror all pulls of {upstream}.',
  ],
  'docker-flag-clash': [
    'dockerd was started with {flag}; it refuses the same setting in {path}.',
    'Remove the flag from its unit or /etc/default/docker first.',
  ],
  'docker-other-config': [
    'dockerd reads {config} instead of /etc/docker/daemon.json.',
    'Start dockerd without --config-file, or set the mirror in that file yourself.',
  ],
  'docker-key-not-list': [
    '{path}:{line}:{column}: “{key}” is not a list of texts.',
    'Correct the file, then try again; dockerd refuses it too.',
  ],
  'docker-empty': ['{path} is empty, which docker {version} refuses.', 'Write {} into it, or remove it.'],
  'docker-host-named': [
    '{path} names {url} already, as a host of your own.',
    'Pullcord leaves it as it is; take your table out to let Pullcord place it.',
  ],
  'docker-hosts-form': ['{path}:{line}:{column}: {why}.', 'Write the hosts as [host."URL"] tables, then try again.'],
  'docker-insecure-warning': [
    '{host} goes into insecure-registries: docker will talk to it without verifying TLS.',
    'Use a certificate that docker can verify to avoid that.',
  ],
  'docker-pending-edits': [
    '{path} was edited after dockerd read it; a reload also loads those edits.',
    'Look at the file; then say yes with --yes.',
  ],
  'docker-silent': ['dockerd runs (process {pid}) and does not answer on its socket: {why}', 'See its log.'],
  'docker-no-socket-permission': [
    'dockerd’s socket may be asked only by root and the docker group.',
    'What is said here comes from the files alone.',
  ],
  'docker-not-running': ['docker does not run; it will use the mirror once it starts.', ''],
  'docker-refused-reload': ['dockerd did not take the change: {why}', 'See dockerd’s log for the line it refused.'],
  'docker-not-loaded': ['dockerd does not say that it uses {mirror}.', 'Reload it: turn on again.'],
  'docker-still-loaded': [
    'dockerd still uses {mirror}, though its file no longer says so.',
    'Turn off again: Pullcord makes it forget.',
  ],
  'docker-reads-each-pull': [
    'docker reads hosts.toml at each pull and reports it nowhere; only a pull can prove it.',
    'Prove it: pullcord verify --engine docker --pull IMAGE',
  ],
  'docker-says': ['docker: {why}', ''],

  // State
  'changed-outside': [
    '{path} was changed outside Pullcord.',
    'Turn on again to set the mirrors, or off to take out what is left of ours.',
  ],
  'mirrors-pending': ['Not every mirror of the list is in place for {engine}.', 'Turn on again to apply the list.'],
  'still-mirrored': [
    '{upstream} is mirrored by your own setting, which Pullcord leaves alone.',
    'Remove it there if you do not want it.',
  ],
  'restored-by-hand': ['{path} was changed outside Pullcord; only our own entries were taken out.', ''],
  'journal-lost': [
    'The memory of what {path} held before is gone; entries equal to your mirrors were taken for ours.',
    '',
  ],
  'not-configured': ['The files do not send {engine} to a mirror.', 'Turn it on: pullcord on'],

  // Proof
  'not-proven-cached': [
    '{image} was pulled, and the mirror knew it before: nothing shows which way it came.',
    'Name an image that the mirror has not cached yet, or its access log with --mirror-log FILE.',
  ],
  'not-proven-upstream': ['{image} was pulled, but not through a mirror.', 'Run “pullcord mirror test” to see why.'],
  'not-proven-no-catalog': [
    '{image} was pulled, and the mirror does not tell what it served.',
    'Give its access log with --mirror-log FILE.',
  ],
  'pull-failed': [
    '{image} could not be pulled: {why}',
    'Check that the image exists and that the mirror can reach its upstream.',
  ],
  'image-not-mirrored': [
    '{upstream} has no mirror, so a pull of {image} can prove nothing.',
    'Name an image of {upstreams}.',
  ],

  // The house
  'login-refused': [
    'The address was used already, or is too old.',
    'Press Enter in the terminal where “pullcord serve” runs to get a new one.',
  ],
  'port-taken': ['Port {port} is in use by another program.', 'Choose another with --port, or leave it out.'],
  'call-unknown': ['There is no call “{name}”.', 'Reload the page: it may be older than the program.'],
  'call-malformed': ['The input of “{name}” is malformed: {why}', 'Reload the page: it may be older than the program.'],
  'command-missing': ['The program {command} was not found.', 'Install it, then try again.'],
  'command-timeout': ['{command} did not end within {seconds} s.', 'See what it waits for.'],
  unexpected: [
    'Something went wrong that we did not expect: {why}',
    'Please report it with the output of “pullcord status --json”.',
  ],
} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>

/** The code of a sentence. */
export type Code = keyof typeof sentences
