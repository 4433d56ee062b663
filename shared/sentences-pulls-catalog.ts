/** What came of asking a mirror for its repositories, tags and images. */
export const catalogSentences = {
  'list-stopped': ['The list of {url} was stopped; it is known up to there.', 'Walk through it again for the rest.'],
  'list-silent': [
    '{url} sent nothing for {seconds} s in the middle of an answer.',
    'See the mirror’s log, then try again.',
  ],
  'list-too-slow': [
    '{url} was not done after {minutes} min; it is known up to there.',
    'Raise catalog.maxentries in the mirror’s configuration, or run docker-registry 3.',
  ],
  'list-page-too-large': [
    '{url} sent a page of more than {limit}, and was not read further.',
    'Lower catalog.maxentries in the mirror’s configuration; if it is not that high, see what answers at that address.',
  ],
  'list-page-too-long': [
    '{url} sent a page of more than {limit} names, and was not read further.',
    'Lower catalog.maxentries in the mirror’s configuration; if it is not that high, see what answers at that address.',
  ],
  'list-too-long': [
    '{url} lists more than {limit} names, and was not read further.',
    'See what answers at that address; no cache that people use is that large.',
  ],
  'list-too-large': [
    '{url} lists more than {limit} of names, and was not read further.',
    'See what answers at that address; no cache that people use is that large.',
  ],
  'list-endless': [
    'The list of {url} leads round in a circle: a page came again, or held nothing new.',
    'Update the mirror, or ask what stands before it; the list is known up to there.',
  ],
  'list-elsewhere': [
    '{url} leads on to another address ({where}); nothing was asked there.',
    'If that is the same mirror, set it by that address; else see what stands before it.',
  ],
  'list-broken': [
    'What {url} sent is not a list of names: {why}.',
    'See what answers at that address: “pullcord mirror test”.',
  ],
  'list-cut-short': ['{url} hung up in the middle of an answer.', 'See the mirror’s log, then try again.'],
  'list-refused': [
    '{url} does not tell its list ({status}).',
    'Not every registry has one; its administrator may have closed it.',
  ],
  'catalog-left-out': [
    '{count} of the names that {url} lists are none that a registry can have; they were left out.',
    'See who else writes into the mirror’s storage.',
  ],
  'catalog-slow': [
    '{url} takes longer for every page: docker-registry 2.8 begins anew for each.',
    'Raise catalog.maxentries in its configuration (50000 is taken up at once), or run docker-registry 3.',
  ],
  'tags-asked': [
    'A pull-through cache asks its upstream for them: {url} also tells tags that nobody has pulled. It costs no pull.',
    '',
  ],
  'tags-unknown': ['{url} knows no repository {repository}.', 'Check its spelling: “pullcord catalog --filter TEXT”.'],
  'image-asked-tag': [
    '{url} was asked for the tag. A pull-through cache asks its upstream whether it is still the same; whatever it had not cached, it fetched, which counts as a pull.',
    '',
  ],
  'image-asked-digest': [
    '{url} was asked by digest, which costs nothing where it is cached; else a pull-through cache fetched it, which counts as a pull.',
    '',
  ],
  'image-unknown': [
    '{url} has no {image} ({status}).',
    'A pull-through cache also says so when its upstream refuses it: out of quota, or not reachable.',
  ],
  'image-broken': [
    'What {url} sent for {image} is no manifest that is known here: {why}.',
    'Pull it once through the mirror, and see the mirror’s log.',
  ],
} as const
