/** What may be wrong with the files for a registry beside GitLab, and what to know of them. */
export const gitlabKitSentences = {
  'kit-url-bad': ['“{url}” is not a URL of {what}.', 'Write it as people open it: https://HOST or https://HOST:PORT.'],
  'kit-registry-path': ['The registry cannot stand below a path: {url}.', 'Give it a host or a port of its own.'],
  'kit-name-bad': [
    '“{name}” cannot be an issuer or a service.',
    'Use up to 64 letters, digits and . _ : / @ + - without spaces.',
  ],
  'kit-days-bad': ['A certificate cannot be valid for {days} days.', 'Use a number from 1 to 36500.'],
  'kit-service-other': [
    'GitLab mints tokens for the service container_registry alone; with {service} every login ends in an error.',
    'Leave the service as it is, unless another token service signs.',
  ],
  'kit-ecdsa': [
    'GitLab signs with RSA keys alone; with an ECDSA key its registry pages and logins end in an internal server error.',
    'Choose RSA, unless another token service signs.',
  ],
  'kit-plain': [
    '{url} is plain http: passwords and tokens would travel in the clear.',
    'Give the host a web certificate, and write https://.',
  ],
  'kit-owner': [
    'GitLab in docker-gitlab reads {name} as the user git, whose uid is 1000 unless USERMAP_UID says otherwise.',
    'Run: chown 1000:1000 {name}',
  ],
  'kit-rotated': [
    'The registry must know {bundle} before GitLab signs with {name}; the old certificate may go 6 minutes after that.',
    'Follow {steps} line by line.',
  ],
  'kit-folder-missing': ['A folder for the files is missing.', 'Name one: pullcord gitlab registry-kit DIR'],
  'kit-pair-missing': [
    'There is no certificate of a token-signing key in {path} to be rotated.',
    'Leave out --rotate to make the first, or name the folder that holds registry-auth.crt.',
  ],
  'kit-certificate-bad': [
    '{name} does not hold one certificate.',
    'Put back the certificate of the key that GitLab signs with now.',
  ],
  'kit-kept': ['There already, and not touched: {names}.', 'Move away what is to be written anew.'],
  'kit-pair-kept': [
    'The pair of keys is there already and was not touched.',
    'Say --rotate for a new one beside it that works without a break.',
  ],
  'kit-folder-open': ['Others may change files in {path}.', 'Run: chmod 700 {path}'],
  'kit-unwritable': [
    '{path} cannot be written: {why}.',
    'What was written before it stays. Mend the cause, then run it again.',
  ],
} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
