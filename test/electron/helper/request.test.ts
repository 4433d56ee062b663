import { describe, expect, it, test } from 'vitest'
import { parseRequest } from '../../../electron/helper/request.ts'
import { AppError } from '../../../shared/errors.ts'
import { argumentsOf, formatRequest, type Action, type HelperRequest } from '../../../shared/helper-protocol.ts'
import type { Mirror } from '../../../shared/registry.ts'

const mirror: Mirror = { upstream: 'docker.io', url: 'http://192.168.11.2:6000', insecure: false, ca: null }
const set = '0123456789abcdef'
const sha = `sha256:${'a'.repeat(64)}`

const approve: HelperRequest = {
  verb: 'approve',
  choice: { mirrors: [mirror], keepTheirs: true, strict: false },
  only: false,
  acceptRisks: true,
}
const strict: HelperRequest = {
  verb: 'approve',
  choice: { mirrors: [mirror], keepTheirs: false, strict: true },
  only: true,
  acceptRisks: true,
}
const toggle: HelperRequest = {
  verb: 'toggle',
  set,
  engines: ['podman', 'docker'],
  expect: { 'docker-daemon-json': sha, 'podman-drop-in.system': null },
  accept: false,
}
const entry: HelperRequest = {
  verb: 'restore',
  what: { kind: 'entry', id: '20261124T001804123Z-1a2b3c4d' },
  accept: true,
}
const everything: HelperRequest = { verb: 'restore', what: { kind: 'everything' }, accept: true }
const keep: HelperRequest = { verb: 'restore', what: { kind: 'keep', engine: 'docker' }, accept: false }
const read: HelperRequest = { verb: 'read', set: null, engines: ['docker'] }

const understood: readonly (readonly [Action, HelperRequest])[] = [
  ['approve', approve],
  ['approve', strict],
  ['approve', { verb: 'approve', choice: null, only: true, acceptRisks: false }],
  ['approve', entry],
  ['approve', everything],
  ['approve', keep],
  ['toggle', toggle],
  ['toggle', { ...toggle, set: null, expect: {} }],
  ['toggle', entry],
  ['toggle', read],
]

/** What the parser makes of a line, or the code it refuses it by. */
function outcome(line: string, action: Action, args: readonly string[] = []): unknown {
  try {
    return parseRequest(line, action, args)
  } catch (error) {
    if (error instanceof AppError) return error.notice.code
    throw error
  }
}

test('an open list is spelled, and shown in the dialog, as before there were strict ones', () => {
  expect(formatRequest(approve)).not.toContain('strict')
  expect(argumentsOf('approve', approve)).not.toContain('strict')
  expect(argumentsOf('approve', strict)).toEqual([
    'accept-risks',
    'only',
    'drop-theirs',
    'strict',
    'docker.io=http://192.168.11.2:6000',
  ])
  const line = formatRequest(approve).replace('"keepTheirs":true', '"keepTheirs":true,"strict":false')
  expect(outcome(line, 'approve', argumentsOf('approve', approve))).toBe('request-malformed')
  // What the dialog does not show is not approved.
  const hidden = argumentsOf('approve', strict).filter((word) => word !== 'strict')
  expect(outcome(formatRequest(strict), 'approve', hidden)).toBe('request-malformed')
})

describe('a request in the one spelling', () => {
  it.each(understood)('by %s: %j', (action, request) => {
    expect(outcome(formatRequest(request), action, argumentsOf(action, request))).toEqual(request)
  })
})

const line = formatRequest(toggle)
const approval = formatRequest(approve)
const deep = '['.repeat(100_000)

const misspelled: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['null', 'null'],
  ['a list', '[]'],
  ['a text', '"toggle"'],
  ['no JSON', '{version:1}'],
  ['cut short', line.slice(0, -1)],
  ['two objects', line + line],
  ['nested without end', deep],
  ['a space before', ` ${line}`],
  ['a space behind', `${line} `],
  ['a carriage return behind', `${line}\r`],
  ['a byte order mark', `\uFEFF${line}`],
  ['a NUL', `${line}\0`],
  ['a space inside', line.replace('"verb":', '"verb": ')],
  ['an escape for a letter', line.replace('toggle', '\\u0074oggle')],
  ['a key twice', line.replace('"accept":false', '"accept":true,"accept":false')],
  ['a key more', line.replace('"accept":false', '"accept":false,"path":"/etc/shadow"')],
  ['a key less', line.replace(',"accept":false', '')],
  ['another order', line.replace(`"set":"${set}",`, '').replace('"accept":false', `"accept":false,"set":"${set}"`)],
  ['__proto__', line.replace('"accept":false', '"accept":false,"__proto__":{"accept":true}')],
  ['no such verb', line.replace('"verb":"toggle"', '"verb":"exec"')],
  ['a verb of every object', line.replace('"verb":"toggle"', '"verb":"toString"')],
  ['a path as a set', line.replace(set, '../../etc/shadow')],
  ['a set in capitals', line.replace(set, set.toUpperCase())],
  ['a set too long', line.replace(set, `${set}0`)],
  ['a set with a line end', line.replace(set, `${set}\\n`)],
  ['a path as an engine', line.replace('"podman"', '"../podman"')],
  ['an engine of every object', line.replace('"podman"', '"constructor"')],
  ['an engine twice', line.replace('"podman"', '"docker"')],
  ['no engine', line.replace('["podman","docker"]', '[]')],
  ['engines that are no list', line.replace('["podman","docker"]', '"podman"')],
  ['a path as an expectation', line.replace('docker-daemon-json', '/etc/passwd')],
  ['a digest too short', line.replace(sha, 'sha256:aa')],
  ['a digest that is a number', line.replace(`"${sha}"`, '1')],
  ['yes as a text', line.replace('"accept":false', '"accept":"false"')],
  ['yes as a number', line.replace('"accept":false', '"accept":0')],
  ['expecting too much', formatRequest({ ...toggle, expect: manyExpected(301) })],
]

function manyExpected(count: number): Record<string, null> {
  return Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, null]))
}

describe('a toggle that is spelled otherwise', () => {
  it.each(misspelled)('%s', (_, hostile) => {
    expect(hostile).not.toBe(line)
    expect(outcome(hostile, 'toggle')).toMatch(/^(request-malformed|protocol-other-version)$/)
  })

  it('of another version says so', () => {
    expect(outcome(line.replace('"version":1', '"version":2'), 'toggle')).toBe('protocol-other-version')
  })
})

const badMirrors: readonly (readonly [string, string])[] = [
  ['a URL not in its canonical form', approval.replace('192.168.11.2:6000', '192.168.11.2:6000/')],
  ['capitals', approval.replace('http://192', 'HTTP://192')],
  ['another scheme', approval.replace('http://', 'file://')],
  ['credentials', approval.replace('http://', 'http://u:p@')],
  ['a query', approval.replace(':6000', ':6000?x=1')],
  ['dots in the path', approval.replace(':6000', ':6000/../x')],
  ['a line end in the URL', approval.replace(':6000', ':6000\\n[x]')],
  ['a quote in the URL', approval.replace(':6000', ':6000\\"x')],
  ['another name of the hub', approval.replace('"docker.io"', '"index.docker.io"')],
  ['a path as an upstream', approval.replace('"docker.io"', '"../../etc"')],
  ['its own upstream', approval.replace('http://192.168.11.2:6000', 'https://registry-1.docker.io')],
  ['TLS options on plain http', approval.replace('"insecure":false', '"insecure":true')],
  [
    'an authority that is none',
    approval.replace('http:', 'https:').replace('"ca":null', '"ca":{"sha256":"aa","pem":"x"}'),
  ],
  ['a mirror twice', approval.replace(/\[(\{.*?\})\]/, '[$1,$1]')],
  ['no mirror', approval.replace(/\[\{.*?\}\]/, '[]')],
  [
    'more than a hundred',
    approval.replace(/\[(\{.*?\})\]/, (_, one) => `[${Array.from({ length: 101 }, () => one).join()}]`),
  ],
  ['nothing at all', formatRequest({ verb: 'approve', choice: null, only: false, acceptRisks: true })],
]

describe('an approval that our grammar does not make', () => {
  it.each(badMirrors)('%s', (_, hostile) => {
    expect(hostile).not.toBe(approval)
    expect(outcome(hostile, 'approve', argumentsOf('approve', approve))).toBe('request-malformed')
  })
})

describe('what the password dialog shows', () => {
  const shown = argumentsOf('approve', approve)
  const others: readonly (readonly string[])[] = [
    [],
    ['accept-risks', 'docker.io=https://good.example'],
    [...shown, 'only'],
    shown.slice(0, -1),
    shown.toReversed(),
    [shown.join(' ')],
  ]
  it.each(others.map((args) => ({ args })))('must be what is asked for, not $args', ({ args }) => {
    expect(outcome(approval, 'approve', args)).toBe('request-malformed')
  })

  it('is nothing for a toggle', () => {
    expect(outcome(line, 'toggle', ['--help'])).toBe('request-malformed')
  })
})

describe('a verb by the wrong wrapper', () => {
  it('approve needs the password', () => expect(outcome(approval, 'toggle')).toBe('request-malformed'))
  it.each([toggle, read])('%j has no business there', (request) => {
    expect(outcome(formatRequest(request), 'approve')).toBe('request-malformed')
  })
})
