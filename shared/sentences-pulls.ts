/** Why a pull counts as served by whom. */
export const pullSentences = {
  'pull-hit': ['All that was asked for lay in the cache of {mirror}.', ''],
  'pull-miss': ['{mirror} did not have all of it: it fetched {count} of the parts from the upstream.', ''],
  'pull-up-to-date': ['{mirror} was asked whether there is news, and nothing was fetched.', ''],
  'pull-refused': ['{mirror} refused it ({status}).', 'See the mirror’s log; “pullcord verify” asks it now.'],
  'pull-broken-off': [
    '{mirror} began to serve it and then refused ({status}).',
    'See the mirror’s log; “pullcord verify” asks it now.',
  ],
  'pull-unsure-older': [
    '{mirror} served it. It may have cached it before the record began, so whether it fetched it now cannot be told.',
    'Give the collector the mirror’s metrics (--metrics): its counters clear this up.',
  ],
  'pull-unsure-restarted': [
    '{mirror} served it, but was started anew since it fetched it; whether its cache outlived that cannot be told.',
    'Give the collector the mirror’s metrics (--metrics): its counters clear this up.',
  ],
  'pull-unsure-in-flight': [
    '{mirror} served it, and may have been fetching the same for another client just then.',
    '',
  ],
  'pull-unsure-unnamed': [
    '{mirror} served it, and its log names only the tag; whether it fetched that now cannot be told.',
    'Let the mirror send notifications to the collector: they name digests.',
  ],
  'pull-bypassed': ['{mirror} refused it ({why}), and the engine went on without it.', 'See the mirror’s log.'],
  'pull-upstream': [
    'No mirror served any of it: the record of {mirrors} is whole for that time.',
    '“pullcord doctor” says why a mirror is not used.',
  ],
  'pull-upstream-no-errors': [
    'No mirror served any of it: the record of {mirrors} is whole for that time. Whether one was asked and refused, only its access log can tell.',
    'Give the collector the mirror’s access log (--access-log) to see refusals.',
  ],
  'pull-no-record': [
    'Who served it cannot be told: no mirror of {upstream} keeps a record that is read here.',
    'Run “pullcord collect” beside the mirror, and add it under Mirror.',
  ],
  'pull-other-mirror': [
    'Who served it cannot be told: {endpoint} may have, and keeps no record that is read here.',
    'Run “pullcord collect” beside it, and add it under Mirror.',
  ],
  'pull-waiting': ['The record of {mirrors} has not come that far yet.', ''],
  'pull-other-address': [
    '{mirror} served the same image at that time to {address}, which is not known to be this machine.',
    '',
  ],
  'pull-ambiguous': ['{mirror} served several pulls that fit; they were not served alike.', ''],
  'pull-failed': ['It failed, and no mirror served any of it.', 'The engine’s own words stand below.'],
  'collector-lost': [
    'The collector at {url} cannot be read: {why}.',
    'See that “pullcord collect” runs there; it is tried again by itself.',
  ],
  'collector-odd': ['{url} does not answer as a collector.', 'Check address and port; the usual port is 7780.'],
  'collector-plain': [
    'The collector at {url} answers without TLS. Names and addresses of others may not travel in the open.',
    'Give it a certificate (--tls-cert, --tls-key), or reach it by a tunnel on this machine.',
  ],
  'collector-refused': [
    'The collector at {url} did not let us read ({status}).',
    'Copy the read token anew: it stands in its state directory as read-token.',
  ],
  'collector-newer-word': [
    'The collector says something that this Pullcord does not know ({code}).',
    'Update Pullcord.',
  ],
  'quota-not-reported': ['Docker Hub reports no limit here: it is unlimited, or not reported.', ''],
  'quota-unreachable': ['Docker Hub cannot be asked ({why}).', 'Check the network; what was measured earlier stands.'],
  'quota-odd': ['Docker Hub gave an unexpected answer ({status}).', 'Try again later.'],
  'quota-portal': [
    'Something else answers in Docker Hub’s place: a captive portal or a proxy.',
    'Log in to the network, then measure again.',
  ],
  'quota-login-refused': ['Docker Hub refused the login of {user}.', 'Log in again: docker login'],
  'source-lost': ['{of} cannot be read: {why}.', ''],
  'pulls-damaged': [
    'The record of pulls in {path} was damaged. It is kept as {aside}, and a new one was begun.',
    'Look at the old one with “sqlite3 {aside} .recover”, or delete it.',
  ],
  'pulls-damaged-now': [
    'The record of pulls in {path} is damaged.',
    'Start Pullcord again: it sets the file aside and begins a new one.',
  ],
  'pulls-busy': [
    'Another program holds the record of pulls in {path}.',
    'Close what has it open, such as “sqlite3”, then try again.',
  ],
  'pulls-newer': [
    'The record of pulls in {path} was written by a newer Pullcord (its version {version}).',
    'Update Pullcord; the file stays as it is.',
  ],
  'gap-started-late': ['Who served it cannot be told: the record of {mirror} begins later.', ''],
  'gap-mirror-restarted': [
    'Who served it cannot be told: {mirror} was started anew about then, and what it had not delivered is lost.',
    '',
  ],
  'gap-collector-down': ['Who served it cannot be told: the collector of {mirror} did not run about then.', ''],
} as const
