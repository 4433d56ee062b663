/** What is said of mirrors that were asked, measured and put in order. */
export const speedSentences = {
  // Nobody there
  'mirror-refused': [
    '{url} refuses connections: nothing listens on port {port}.',
    'Start the mirror, or correct the port.',
  ],
  'mirror-nobody': [
    'Nobody answers at {host}: within 2 s no connection to {url} came about.',
    'Check the address, the firewall and whether this machine is in the right network; every pull waits for it in vain.',
  ],
  'mirror-no-route': ['There is no way from here to {url}.', 'Check the network of this machine, or the address.'],
  'mirror-name-unknown': ['The name {host} is not known here.', 'Correct it, or connect to the network that knows it.'],
  'mirror-name-silent': [
    'The name {host} could not be looked up within 2 s.',
    'Check the name servers of this machine, or use the address of the mirror.',
  ],
  'mirror-hangs-up': [
    '{url} takes the connection and ends it without an answer.',
    'Look into the log of the mirror; a TLS port reached by plain http does that too.',
  ],

  // Something else there
  'mirror-stalls': [
    '{url} begins to answer and then stays silent; engines hang on such a mirror.',
    'Start it again, or take it off the list.',
  ],
  'mirror-cut-short': [
    '{url} breaks its answer off in the middle.',
    'Look into the log of the mirror, or of the proxy before it.',
  ],
  'mirror-slow': [
    '{url} needs {ms} ms for its shortest answer, and a pull asks it several times.',
    'Compare it with others: pullcord mirror speed',
  ],
  'mirror-redirects': [
    '{url} sends everyone on to {where}: a captive portal or a proxy stands in between.',
    'Log in to the network, or correct the URL.',
  ],
  'mirror-wants-https': ['{url} answers plain http only to send it on to https.', 'Write it as {instead}.'],
  'mirror-speaks-tls': ['{url} is named with http, and TLS is spoken there.', 'Write it as {instead}.'],
  'mirror-speaks-http': [
    '{url} is named with https, and what answers there does not speak TLS.',
    'It may speak plain http: then write http://{host}.',
  ],

  // Certificates
  'certificate-expired': [
    'The certificate of {url} ended on {to} (for {names}, by {issuer}).',
    'Renew it on the mirror. If that day is still to come, correct the clock of this machine.',
  ],
  'certificate-early': [
    'The certificate of {url} begins only on {from} (for {names}, by {issuer}).',
    'Correct the clock of this machine, or make a new one on the mirror.',
  ],
  'certificate-name': [
    'The certificate of {url} is for {names}, not for {host}.',
    'Use one of these names in the URL, or make a certificate for {host}.',
  ],
  'certificate-self-signed': [
    'The certificate of {url} is signed by nobody but itself (SHA-256 {sha256}).',
    'Compare that on the mirror, then name the certificate as its authority (--ca).',
  ],
  'certificate-authority': [
    'The certificate of {url} is signed by “{issuer}”, which nobody here trusts.',
    'Name the certificate of that authority (--ca).',
  ],

  // What it is
  'identify-scheme': ['{url} works.', 'Write it with its scheme.'],
  'identify-harbor': [
    'A Harbor serves mirrors below a project.',
    'Add the name of its proxy-cache project to the URL: {url}/PROJECT',
  ],
  'identify-gitlab': [
    'A GitLab serves its dependency proxy below a group, and only to who is logged in.',
    'Add the group to the URL: {url}/GROUP/dependency_proxy/containers',
  ],
  'identify-artifactory': [
    'An Artifactory serves mirrors below the key of a repository, or under a name of its own.',
    'Add the key to the URL: {url}/KEY',
  ],
  'identify-nexus': [
    'A Nexus serves each repository at a port or below a path of its own.',
    'Ask its administrator for the one of the docker proxy.',
  ],
  'identify-authority': [
    'The server sent the certificate of the authority “{issuer}” along (SHA-256 {sha256}).',
    'Compare it with whoever runs the mirror before you trust it.',
  ],
  'identify-no-upstream': [
    '{url} hands on nothing of docker.io, quay.io, registry.k8s.io or ghcr.io that it does not hold itself.',
    'It holds only what was pushed to it, it stands before another registry, or its upstream is away.',
  ],

  // Order
  'mirror-order-unknown': ['{upstream} has no mirror {url}.', 'See “pullcord mirror list”.'],

  // Speed
  'speed-no-mirror': ['There is no mirror of {upstream} to measure.', 'Add one: pullcord mirror add {upstream}=URL'],
  'speed-no-image': [
    'No mirror of {upstream} names an image that could be used to measure.',
    'Name one: pullcord mirror speed {upstream} --image NAME',
  ],
  'speed-other-upstream': ['{image} is not an image of {upstream}.', 'Name one of {upstream}, or leave it out.'],
  'speed-plan': [
    '{image} is fetched through {count} mirrors, at most {megabytes} MB from each, in at most {seconds} s. This costs no pull.',
    '',
  ],
  'speed-plan-costs': [
    '{image} is fetched through {count} mirrors, at most {megabytes} MB from each, in at most {seconds} s. This will spend at most {pulls} pull of {upstream}.',
    '',
  ],
  'speed-looking': ['Asking {upstream} for {image}', ''],
  'speed-asking': ['Measuring {url}', ''],
  'speed-no-upstream': [
    '{upstream} could not be asked ({why}); the mirrors are compared with each other.',
    'Whether they are up to date cannot be said now.',
  ],
  'speed-no-manifest': [
    'The manifest of {image} could not be had, so no layer was fetched and only first bytes are measured.',
    'Name another image with --image.',
  ],
  'speed-unknown-image': ['{upstream} has no {image}.', 'Name another image with --image.'],
  'speed-stale': [
    '{url} serves an older {tag}: {digest}, where {upstream} has another by now.',
    'It may not reach {upstream}, or keep tags for a while. Whoever pulls through it gets the old one.',
  ],
  'speed-wrong-tag': [
    '{url} serves something for {tag} that {upstream} does not know: {digest}.',
    'Do not pull through it before its administrator has explained that.',
  ],
  'speed-wrong-bytes': [
    '{url} serves bytes that do not have the digest that they were asked by.',
    'Take it off the list: its storage is broken, or somebody tampers with it. Engines refuse such bytes.',
  ],
  'speed-differs': [
    '{url} has another {tag} than the mirror before it: {digest}.',
    'Which one is right can be said only when {upstream} can be asked.',
  ],
  'speed-missing': ['{url} does not have {image}.', 'Engines go on to the next mirror, or to the upstream.'],
  'speed-not-asked': [
    '{url} was not asked for the tag: with this kind of server it might have cost another pull.',
    'Its layers were compared all the same.',
  ],
  'speed-broken-off': ['{url} did not end its answer within its turn of {seconds} s.', ''],
} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
