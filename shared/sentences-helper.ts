/** What root's helper says, and what it goes by; a part of `sentences.ts`. */
export const helperSentences = {
  'request-malformed': [
    'The helper refused a request: {why}.',
    'Nothing was changed. If app and helper are of one version, please report it.',
  ],
  'request-cancelled': ['Whoever asked was gone before anything was written.', 'Nothing was changed. Ask again.'],
  'protocol-other-version': [
    'The helper speaks version {version} of its language, and was asked in another.',
    'Install app and helper of one version: the package, or “npm run helper:install” in a clone.',
  ],
  'helper-not-root': ['The helper works only as root.', 'Let Pullcord call it: pullcord on, pullcord approve.'],
  'not-approved': ['No administrator has approved the set {set}.', 'Approve it: pullcord approve'],
  'risks-not-accepted': ['These mirrors bring a risk that nobody has accepted: {risk}', 'Accept it by --accept-risks.'],
  'risk-plain-http': [
    '{url} is plain http: whoever can take that address, or stands between, serves images that root runs.',
    'Use https with an authority of your own where you can.',
  ],
  'risk-loopback': [
    '{url} is a port that every local user may open when it is free, and so serve images that root runs.',
    'Use a port below 1024, or a mirror on another host.',
  ],
  'risk-unverified': [
    'The certificate of {url} is not verified: whoever can take that address serves images that root runs.',
    'Name the authority that signed it instead.',
  ],
  'policy-locked': [
    'An administrator keeps the switch {to}: /etc/pullcord/policy.json.',
    'Talk to them, or change it as root.',
  ],
  'policy-strict': [
    '{path} was changed outside Pullcord, and an administrator lets nobody write over that without a password.',
    'As root, look at it: sudo pullcord drift',
  ],
  'toggled-too-often': [
    'The switch was turned {limit} times within a minute.',
    'Wait a minute. An administrator may set togglesPerMinute in /etc/pullcord/policy.json.',
  ],
  'restore-needs-approval': [
    'Without a password only your own latest change is taken back, and only to what is approved.',
    'An administrator may take it back: sudo pullcord undo',
  ],
  'roots-file-unsafe': [
    '{path} is not root’s alone: it, or a folder above it, is a link or can be changed by others.',
    'As root, look at what it says, then set its owner and mode right, or remove it.',
  ],
  'roots-file-unreadable': [
    '{path} is not what it should be: {why}.',
    'As root, mend or remove it; “pullcord approve --only” starts approvals anew.',
  ],
} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
