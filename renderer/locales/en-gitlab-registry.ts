import { pictureWords } from '../../shared/gitlab/kit-picture.ts'

/** The words of the part on a registry beside GitLab. */
export const gitlabRegistry = {
  title: 'Registry beside GitLab',
  intro:
    'GitLab does not store images itself: it signs tokens, and a registry beside it opens to them. Most set-ups fail because one of three certificates stands in another’s place.',
  picture: pictureWords,
  legend: [
    'The web certificate of GitLab’s host, with its intermediates. It belongs to the web server before GitLab.',
    'The web certificate of the registry’s host, with its intermediates. It belongs to the web server before the registry.',
    'The token-signing pair: the key for GitLab, its certificate for the registry. Engines never see it, so it may sign itself.',
  ],
  gitlabUrl: 'GitLab’s URL',
  gitlabUrlHint: 'As people open it, with a relative URL root if it has one.',
  registryUrl: 'The registry’s URL',
  registryUrlHint: 'As engines reach it; a host or a port of its own.',
  issuer: 'Issuer',
  issuerHint: 'One name for both sides.',
  days: 'Days of validity',
  daysHint: 'Of the token-signing certificate.',
  version: 'docker-registry',
  version2: 'Version 2, which reads the certificate',
  version3: 'Version 3, which needs the JWKS as well',
  key: 'Token-signing key',
  rsa: 'RSA 4096, which GitLab signs with',
  ecdsa: 'ECDSA P-256, for other token services',
  show: 'Show the files',
  command: 'This makes them all, and the token-signing pair, in the folder certs:',
  keyNote: 'The private key is made by the command alone, and never shown here.',
  copyFile: (name: string) => `Copy ${name}`,
}
