/** What a check of a GitLab’s registry says; a part of `sentences.ts`. */
export const gitlabCheckSentences = {
  'check-nothing': [
    'None of the {count} files tells of a GitLab or its registry.',
    'Name the compose file, .env, config.yml or gitlab.rb, the web server’s virtual hosts, and the keys and certificates; or the registry’s URL.',
  ],
  'check-url': [
    '“{url}” is not the URL of a web server.',
    'Write it as https://registry.example.com, with its port if it has one, and without a login.',
  ],
  'check-stopped-late': [
    '{url} did not answer everything within {seconds} s.',
    'See what it waits for, then check again.',
  ],
  'check-symptom-page': ['GitLab’s registry page shows an internal server error.', ''],
  'check-symptom-login': ['A “docker login” is refused or fails.', ''],
  'check-symptom-push': ['A “docker push” breaks off.', ''],
  'check-variable-unset': [
    '“{variable}” is set nowhere in these files; unless the shell sets it, compose puts nothing there.',
    'Set {variable} in the .env beside the compose file.',
  ],
  'check-pair': ['GitLab’s key {key} and the registry’s bundle {bundle} are a pair ({keyId}).', ''],
  'check-not-pair': [
    'GitLab signs with {key} ({keyId}), and the registry’s bundle {bundle} does not hold its certificate (it holds {bundleId}).',
    'Let {bundleVariable} name the certificate that was made for the key in {keyVariable}, then restart the registry.',
  ],
  'check-bundle-is-web': [
    'The registry’s bundle {bundle} is the web server’s certificate, and GitLab signs with another key, {key}.',
    'Let {bundleVariable} name the certificate of the key in {keyVariable}; the web certificate belongs to the web server alone.',
  ],
  'check-key-is-web': [
    'GitLab signs with the web server’s key {key}, and the registry’s bundle {bundle} is of another one.',
    'Let {keyVariable} name the private key that belongs to {bundle}; the web server’s key belongs to the web server alone.',
  ],
  'check-one-key': [
    'Web server and tokens share one key ({keyId}): it works until the web certificate is renewed with a new one.',
    'Give the tokens a pair of their own, in {keyVariable} and {bundleVariable}.',
  ],
  'check-bundle-empty': [
    '{path} holds no certificate; a registry does not start with such a bundle.',
    'Let {variable} name a file of certificates (PEM); a bare public key does not count.',
  ],
  'check-bundle-key': [
    '{path} holds a private key, which the registry does not need.',
    'Leave only the certificate in the file that {variable} names.',
  ],
  'check-key-encrypted': [
    'The key {path} is encrypted, and GitLab has no password for it.',
    'Let {variable} name the key without its password: openssl rsa -in {path} -out KEY',
  ],
  'check-key-unreadable': [
    '{path} holds no private key that can be read.',
    'Let {variable} name the private key (PEM, PKCS#1 or PKCS#8), not the certificate.',
  ],
  'check-key-not-rsa': [
    'The key {path} is of the kind {type}; GitLab signs with RSA alone.',
    'Let {variable} name an RSA key, and the registry the certificate for it.',
  ],
  'check-key-open': [
    'Every user of the machine may read the key {path} (mode {mode}): who has it can open the whole registry.',
    'Take that away: chmod o-rwx {path}',
  ],
  'check-key-unset': [
    '{variable} is not set, so GitLab looks for its key at {path} in its container, where there is none.',
    'Set {variable} to the path of the signing key in the container.',
  ],
  'check-path-unmounted': [
    '{variable} names {path}, and no volume brings that into the service “{service}”.',
    'Mount its folder there, below “volumes” of {service}, or correct {variable}.',
  ],
  'check-file-absent': [
    '{variable} leads to {path}, and there is no such file.',
    'Put the file there, or correct {variable} or the volume.',
  ],
  'check-file-not-given': [
    '{variable} names {path}, which is not among the files that were given.',
    'Name that file as well to have it checked.',
  ],
  'check-jwks-missing': [
    'This is registry 3 ({image}), and {variable} is not set: it does not find GitLab’s key by the bundle alone.',
    'Give it the key as JWKS in {variable}, or stay with the image registry:2.',
  ],
  'check-jwks-kid': [
    'The set {path} knows the key as “{kid}”, and GitLab’s tokens name it “{wanted}”.',
    'Write that “kid” into the file that {variable} names.',
  ],
  'check-jwks-broken': [
    '{path} is no set of keys (JWKS).',
    'Let {variable} name a JSON file with a list of public keys, “keys”.',
  ],
  'check-jwks-right': ['The set {path} names GitLab’s key as its tokens do ({kid}).', ''],
  'check-option-missing': [
    'The registry is not told {option}; it refuses to start with token login, or lets everybody in without.',
    'Set {variable}.',
  ],
  'check-issuer-same': ['GitLab and the registry name the same issuer, “{gitlab}”.', ''],
  'check-issuer-differs': [
    'GitLab signs as “{gitlab}”, and the registry trusts “{registry}” alone.',
    'Give {gitlabVariable} and {registryVariable} the same value.',
  ],
  'check-service-wrong': [
    'The service is “{value}”; GitLab gives tokens for “{wanted}” alone.',
    'Set {variable} to {wanted}.',
  ],
  'check-realm-right': ['The realm {value} is where GitLab gives tokens.', ''],
  'check-realm-path': ['The realm {value} is not the path where GitLab gives tokens.', 'Set {variable} to {wanted}.'],
  'check-realm-scheme': ['The realm {value} has another scheme than GitLab itself.', 'Set {variable} to {wanted}.'],
  'check-realm-host': ['The realm {value} has another host or port than GitLab itself.', 'Set {variable} to {wanted}.'],
  'check-disabled': ['GitLab’s registry is not switched on.', 'Set {variable} to true.'],
  'check-api-localhost': [
    'GitLab is told to find the registry at {value}: in its container, that is GitLab itself.',
    'Set {variable} to {wanted}.',
  ],
  'check-api-service': [
    'GitLab is told to find the registry at “{host}”, and no service of that name is there.',
    'Set {variable} to {wanted}.',
  ],
  'check-api-network': [
    'The services “{from}” and “{service}” share no network, so GitLab does not reach {value}.',
    'Put both into one network, below “networks” of each.',
  ],
  'check-api-port': [
    'GitLab asks the registry at {value}, and inside its network that listens on port {port}; a published port counts outside alone.',
    'Set {variable} to {wanted}.',
  ],
  'check-api-scheme': [
    'GitLab is told to find the registry at {value}, and that is not how it speaks.',
    'Set {variable} to {wanted}.',
  ],
  'check-api-untrusted': [
    'GitLab reaches the registry by {value}, and does not trust its self-signed certificate {path}.',
    'Use plain http between the two containers (unset REGISTRY_HTTP_TLS_CERTIFICATE), or name the authority in SSL_CA_CERTIFICATES_PATH.',
  ],
  'check-api-right': ['GitLab’s container finds the registry at {value}.', ''],
  'check-api-elsewhere': [
    'Whether GitLab’s container reaches {value} cannot be seen from here.',
    'Try it there; 401 is the right answer: docker compose exec gitlab curl -sSI {probe}',
  ],
  'check-host-not-bare': [
    '{variable} is “{value}”; it takes a host name alone.',
    'Leave out scheme, port and path; the port has a setting of its own.',
  ],
  'check-host-differs': [
    'GitLab shows people the registry as “{value}”, and they reach it as “{wanted}”.',
    'Set {variable} to {wanted}.',
  ],
  'check-port-differs': [
    'GitLab shows people port {value} of the registry, and it is reached by {wanted}.',
    'Set {variable} to {wanted}.',
  ],
  'check-config-path': [
    'The configuration is mounted at {path}, where the image {image} does not look.',
    'Mount it at {wanted}.',
  ],
  'check-http-secret': [
    '{count} registries run side by side, and each makes up a secret of its own: uploads that change from one to another break off.',
    'Set {variable} to one long random text for all of them.',
  ],
  'check-http-host': [
    'The registry sends uploads to {value}, and people reach it as {wanted}.',
    'Set {variable} to {wanted}, or leave it out and let the web server set the forwarded headers.',
  ],
  'check-chain-nginx': [
    '{path} does not hold the whole chain: the certificate of “{issuer}” is missing, and engines do not fetch it.',
    'Let ssl_certificate name the full chain: the host’s certificate, then that of the issuer (from {from}).',
  ],
  'check-chain-apache': [
    '{path} does not hold the whole chain: the certificate of “{issuer}” is missing, and engines do not fetch it.',
    'Name it in SSLCertificateChainFile (from {from}), or let SSLCertificateFile name the full chain.',
  ],
  'check-chain-other': [
    'The certificate for {host} comes without its whole chain: that of “{issuer}” is missing, and engines do not fetch it.',
    'Let the web server send the full chain: ssl_certificate (nginx) or SSLCertificateChainFile (Apache). If it is signed by an authority of your own, name that (--ca).',
  ],
  'check-chain-order': [
    'The certificates in {path} are not in order.',
    'In {directive}, put the host’s certificate first, then each issuer below what it signed.',
  ],
  'check-chain-right': ['The chain in {path} is whole and in order.', ''],
  'check-web-is-token': [
    'The web server shows {path}, the certificate for tokens; it is for no host.',
    'Let {directive} name the certificate that was issued for {host}.',
  ],
  'check-web-expired': [
    'The certificate for {host} expired on {date}.',
    'Renew what {directive} names, then reload the web server.',
  ],
  'check-web-soon': ['The certificate for {host} expires on {date}.', 'Renew what {directive} names before that day.'],
  'check-web-not-yet': [
    'The certificate for {host} is not valid before {date}.',
    'Check the clock of this machine, or what {directive} names.',
  ],
  'check-web-name': [
    'The certificate is for {names}, and not for {host}.',
    'Let {directive} name a certificate with {host} among its names (subjectAltName).',
  ],
  'check-web-self-signed': [
    'The certificate for {host} is signed by itself; every engine refuses it.',
    'Name one of an authority in {directive}; or give it to each engine, and here with --ca.',
  ],
  'check-web-key': [
    '{key} does not name the private key of the certificate {path}; the web server does not start.',
    'Let {key} name the key that belongs to {directive}.',
  ],
  'check-forwarded-proto': [
    'The registry is not told that people use https: it sends their uploads to http.',
    'Add to the virtual host: {fix}',
  ],
  'check-forwarded-host': [
    'The registry is not told the name that people use: it sends their uploads to an address of the inside.',
    'Add to the virtual host: {fix}',
  ],
  'check-forwarded-port': [
    'The registry is told the host without its port {port}, and sends uploads to port 443.',
    'Write instead: {fix}',
  ],
  'check-body-limit': [
    'The web server refuses uploads above {value}; layers are larger.',
    'Write in the virtual host: {fix}',
  ],
  'check-proxy-target': [
    'The web server hands on to {value}, and the service “{service}” is published at {wanted}.',
    'Let both name the same port.',
  ],
  'check-live-gone': ['The registry {url} cannot be reached ({why}).', 'Check address, port and the web server.'],
  'check-live-not-registry': [
    '{url} answers, but not as a registry: /v2/ gave {status}.',
    'Let the web server hand on /v2/ to the registry, with its path.',
  ],
  'check-live-open': [
    '{url} lets everybody in: it asks for no token.',
    'Set REGISTRY_AUTH_TOKEN_REALM, _SERVICE, _ISSUER and _ROOTCERTBUNDLE, and restart the registry.',
  ],
  'check-live-basic': [
    '{url} asks for “{scheme}” and not for a token of GitLab.',
    'Take auth_basic or AuthType out of the web server, and htpasswd out of the registry.',
  ],
  'check-live-untrusted': [
    'The certificate of {host} is not trusted ({why}).',
    'Let the web server show one of an authority that engines know, or name yours with --ca.',
  ],
  'check-live-tls': ['The certificate of {host} is trusted, with its whole chain, until {date}.', ''],
  'check-live-differs': [
    'The files say {wanted}, and the registry that runs says {value}.',
    'Restart the registry so that it reads {variable}, or see whether the web server leads to another one.',
  ],
  'check-live-registry': ['{url} is a registry of version {version}, and asks for tokens of {realm}.', ''],
  'check-live-clock': [
    'The clock of {url} differs from this machine’s by {seconds} s.',
    'Set both by NTP: tokens are valid for minutes only.',
  ],
  'check-gitlab-gone': ['GitLab at {url} cannot be reached ({why}).', 'Check address, port and the web server.'],
  'check-gitlab-disabled': [
    'GitLab at {url} says that its registry is not switched on.',
    "Set GITLAB_REGISTRY_ENABLED to true (gitlab_rails['registry_enabled']), and restart it.",
  ],
  'check-gitlab-no-realm': [
    '{url} gives no tokens (it answers {status}).',
    'Check GitLab’s URL with its relative root, and that REGISTRY_AUTH_TOKEN_SERVICE is container_registry.',
  ],
  'check-gitlab-error': [
    'GitLab fails at {url} (it answers {status}): it cannot read its signing key, or cannot use it.',
    'See that GITLAB_REGISTRY_KEY_PATH names an RSA key that is mounted and that GitLab’s user may read.',
  ],
  'check-gitlab-answers': ['GitLab gives tokens as “{issuer}”, signed by {kid}.', ''],
  'check-token-accepted': ['The registry {url} opens to a token of {source}.', ''],
  'check-token-refused': [
    'The registry {url} refuses a token of {source}: it knows no key {kid}, or another issuer than “{issuer}”.',
    'Give the registry that key’s certificate in REGISTRY_AUTH_TOKEN_ROOTCERTBUNDLE, and the issuer in REGISTRY_AUTH_TOKEN_ISSUER, and restart it.',
  ],
  'check-token-refused-3': [
    'The registry {url} is of version 3 and refuses a token of {source}: it finds no key by the name {kid}.',
    'Give it the key under that “kid” in REGISTRY_AUTH_TOKEN_JWKS, and restart it.',
  ],
  'check-token-clock': [
    'The registry {url} refuses a token of now and takes one of its own time: its clock is {seconds} s off.',
    'Set the clocks of both machines by NTP.',
  ],
  'check-token-issuer': [
    'The registry {url} knows the key, but trusts it as “{wanted}” and not as “{issuer}”.',
    'Set GITLAB_REGISTRY_ISSUER and REGISTRY_AUTH_TOKEN_ISSUER to the same value, and restart both.',
  ],
  'check-token-none': [
    'Whether {url} takes GitLab’s tokens was not tried.',
    'Name GitLab’s URL with --gitlab-url, or the file of its signing key.',
  ],
} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
