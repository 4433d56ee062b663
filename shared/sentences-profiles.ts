/** What the core says of profiles, of what is handed over, and of what was configured by hand; a part of `sentences.ts`. */
export const profileSentences = {
  'profile-name': [
    'A profile needs a name of 1 to {limit} signs, all of which can be seen.',
    'Call it, say, office, home or train.',
  ],
  'profile-missing': ['There is no profile “{name}”.', 'See “pullcord profile list”.'],
  'profile-twice': ['There is a profile “{name}” already.', 'Choose another name, or remove that one first.'],
  'profiles-full': ['{limit} profiles are kept, and no more.', 'Remove one that you no longer use.'],

  // A file or a link
  'exchange-large': ['{source} is too large: {limit} characters are read.', 'It is no export of Pullcord.'],
  'exchange-bad': [
    '{source}, line {line}, column {column}: {why}.',
    'Nothing was taken from it. Ask whoever sent it for a new “pullcord export”.',
  ],
  'link-bad': [
    'This is no link that Pullcord makes: {why}.',
    'Ask whoever sent it for a new “pullcord export --link”.',
  ],
  'export-unwritten': ['{path} could not be written: {why}.', 'Choose another place.'],
  'offer-stale': ['The list has changed since this was shown.', 'Look at it once more; nothing was taken.'],
  'offer-insecure': [
    'WITHOUT ANY CHECK of whose it is: {url}. Whoever stands between could hand you other images.',
    'Take this only from somebody you trust, and ask for the authority’s certificate instead.',
  ],
  'offer-plain': [
    '{url} is plain http: whoever stands between could hand you other images.',
    'Ask whether the mirror has https.',
  ],
  'offer-authority': [
    '{url} would be trusted by another authority, {sha256}…, than you have for it. Whoever holds that one’s key could hand you other images.',
    'Ask whoever sent this, by another way, whether that authority is the mirror’s.',
  ],
  'offer-loopback': ['{url} is on your own computer: it works only where you run that mirror yourself.', ''],

  // By hand
  'by-hand-prefix': [
    '“{prefix}” is a part of a registry, or a pattern; a mirror of Pullcord is for a whole registry.',
    'It stays as it is, and podman goes on using it.',
  ],
  'by-hand-some-pulls': [
    '{spelled} is used for some pulls only; a mirror of Pullcord is asked for all.',
    'It stays as it is.',
  ],
  'by-hand-unusable': ['Every pull through {spelled} fails, as it is spelled.', 'Mend it by hand, or remove it.'],
  'by-hand-plain': [
    'podman’s “insecure” means http or https without a check; it is taken as {url}.',
    'If the mirror has https, edit it on the list.',
  ],
  'by-hand-default': [
    'It is for all registries that have no entry of their own; a mirror of Pullcord is for one registry.',
    'It stays as it is.',
  ],
  'by-hand-dragonfly': [
    '{url} is Dragonfly’s, written by dfinit: it needs the header X-Dragonfly-Registry, which Pullcord does not write.',
    'Leave it to dfinit.',
  ],
  'by-hand-option': [
    '{url} is reached with “{option}”, which Pullcord does not write.',
    'It stays as it is. Without it, add the mirror by hand.',
  ],
  'by-hand-rewrite': [
    'The names of images of {upstream} are rewritten on the way, which Pullcord does not write.',
    'It stays as it is.',
  ],
  'by-hand-silenced': [
    'A hosts.toml for docker.io stands above {path}, so docker does not ask it.',
    'Remove the one that you do not want.',
  ],
  'by-hand-proxy': [
    '“{key}” sends everything through a proxy, as dfinit sets docker up; a proxy is no mirror.',
    'It stays as it is.',
  ],
  'by-hand-many': [
    'These files name more than {limit} mirrors, and no list of Pullcord has as many.',
    'Add those that are used: pullcord mirror add.',
  ],
  'by-hand-authority': ['Its authority {path} cannot be taken: {why}', 'Add the mirror by hand, with its certificate.'],
  'by-hand-not-ours': [
    'On the list, but the file stays as it is: Pullcord would write it in another way.',
    '“off” does not take it out. Take it out by hand once you have turned on.',
  ],
  'by-hand-needs-root': ['On the list, but only root can take over the file.', 'As root: sudo pullcord import'],
  'by-hand-other-file': [
    'On the list, but this file is not one that Pullcord writes.',
    'While on, Pullcord’s own drop-in comes first; “off” leaves this file, and it mirrors on.',
  ],
  'by-hand-off': [
    'From now on “off” takes these out of {paths}, and leaves all else in it.',
    '“undo” brings them back.',
  ],
  'by-hand-all': [
    'The engines do not have the same mirrors for {upstream}. The list is one for all: once turned on, each engine under the switch tries all of them.',
    'Leave out what you do not want: pullcord mirror remove.',
  ],
  'by-hand-nothing': ['No mirror that was configured by hand was found.', ''],
} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
