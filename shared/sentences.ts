import { doctorSentences } from './sentences-doctor.ts'
import { elevationSentences } from './sentences-elevation.ts'
import { engineSentences } from './sentences-engines.ts'
import { helperSentences } from './sentences-helper.ts'
import { containerdSentences } from './sentences-containerd.ts'
import { rancherSentences } from './sentences-rancher.ts'
import { buildkitSentences } from './sentences-buildkit.ts'
import { layoutsSentences } from './sentences-layouts.ts'
import { guestsSentences } from './sentences-guests.ts'
import { pullSentences } from './sentences-pulls.ts'
import { pullEngineSentences } from './sentences-pulls-engines.ts'
import { quotaSentences } from './sentences-pulls-quota.ts'
import { catalogSentences } from './sentences-pulls-catalog.ts'
import { foundSentences } from './sentences-found.ts'
import { historySentences } from './sentences-history.ts'
import { hostingSentences } from './sentences-hosting.ts'
import { speedSentences } from './sentences-mirrors-speed.ts'
import { profileSentences } from './sentences-profiles.ts'
import { strictSentences } from './sentences-strict.ts'
import { policySentences } from './sentences-policy.ts'
import { setupSentences } from './sentences-setup.ts'
import { gitlabAuthSentences } from './sentences-gitlab-auth.ts'
import { gitlabRunnerSentences } from './sentences-gitlab-runner.ts'
import { gitlabRunnerJobSentences } from './sentences-gitlab-runner-jobs.ts'
import { gitlabKitSentences } from './sentences-gitlab-kit.ts'
import { gitlabCheckSentences } from './sentences-gitlab-check.ts'
import { taskSentences } from './sentences-tasks.ts'

/**
 * Every sentence the core says: what happened, and the next step (empty where there is none to take).
 * Codes are stable, scripts may rely on them; the words are for people. Other languages stand in
 * `renderer/locales`, under the same codes.
 */
export const sentences = {
  ...engineSentences,
  ...elevationSentences,
  ...helperSentences,
  ...historySentences,
  ...doctorSentences,
  ...containerdSentences,
  ...rancherSentences,
  ...buildkitSentences,
  ...layoutsSentences,
  ...guestsSentences,
  ...foundSentences,
  ...pullSentences,
  ...pullEngineSentences,
  ...catalogSentences,
  ...quotaSentences,
  ...hostingSentences,
  ...speedSentences,
  ...profileSentences,
  ...strictSentences,
  ...policySentences,
  ...setupSentences,
  ...gitlabAuthSentences,
  ...gitlabRunnerSentences,
  ...gitlabRunnerJobSentences,
  ...gitlabKitSentences,
  ...gitlabCheckSentences,
  ...taskSentences,

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
  'no-mirrors': [
    'No mirror is set.',
    'Set one up: pullcord setup. Or name one: pullcord on --mirror docker.io=http://HOST:PORT',
  ],
  'engine-unknown': ['There is no engine “{engine}”.', 'There are: {engines}.'],
  'engine-absent': ['{engine} was not found on this machine.', 'Install it, or leave it out.'],
  'no-engine': ['No container engine was found.', 'Install podman or docker, then try again.'],
  'scope-impossible': ['{engine} has no {scope} scope here.', 'See “pullcord status”.'],
  'root-missing': ['{path} is not a directory.', 'Name the directory that stands for / of the machine to work on.'],
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
  'undo-stuck': [
    '{why} And {path} could not be put back.',
    'Turn off again once the cause is gone: what the file held before is remembered.',
  ],
  'engine-gone': [
    '{engine} is no longer on this machine, and its files still name the mirror.',
    'Turn off to take it out.',
  ],
  'not-provable': [
    'Pullcord cannot make {engine} pull an image to prove it.',
    'Pull one by hand, and look into the access log of the mirror.',
  ],
  'not-verified': ['{engine} does not use the mirror after the change: {why}', 'Its files are back as they were.'],

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
