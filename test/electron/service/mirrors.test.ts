import { expect, test } from 'vitest'
import {
  addMirror,
  editMirror,
  mirrorOf,
  moveMirror,
  orderMirrors,
  probeAll,
  refuseHarmful,
  removeMirror,
  withOrder,
} from '../../../electron/service/mirrors.ts'
import type { Health, MirrorDraft, MirrorHealth, SwitchOrder } from '../../../shared/contract.ts'
import { notice } from '../../../shared/notice.ts'
import { mirrorAt, serveHttp, serveHttps } from '../mirrors/local-server.ts'
import { mirrorsOf, settingsWith } from './workplace.ts'

const draft = (url: string, more: Partial<MirrorDraft> = {}): MirrorDraft => ({
  upstream: 'docker.io',
  url,
  insecure: false,
  ca: null,
  ...more,
})
const { ca } = await serveHttps((_, answer) => answer.end())
const key = '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n'
const fails = (code: string) => expect.objectContaining({ notice: expect.objectContaining({ code }) })
const thrown = (work: () => unknown): unknown => {
  try {
    return work()
  } catch (error) {
    return error
  }
}

test('an authority is certificates and nothing else, named by its digest', () => {
  const made = mirrorOf(draft('https://m', { ca: `Issued by me\n${ca.pem.replaceAll('\n', '\r\n')}` }))
  expect(made.ca).toEqual(ca)
  expect(mirrorOf(draft('https://m', { ca: ca.pem + ca.pem })).ca?.pem).toBe(ca.pem + ca.pem)
})

test.each([
  '',
  'text',
  key,
  ca.pem + key,
  '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
  ca.pem.slice(0, -10),
])('no authority: %.40j', (text) => {
  expect(thrown(() => mirrorOf(draft('https://m', { ca: text })))).toEqual(fails('ca-bad'))
})

const [one, two] = mirrorsOf(['docker.io=http://one', 'docker.io=http://two'])
const settings = settingsWith([one!, two!])

test('the list of mirrors keeps its order, and names none twice', () => {
  const quay = mirrorsOf(['quay.io=http://one'])[0]!
  expect(addMirror(settings, quay).mirrors).toEqual([one, two, quay])
  expect(editMirror(settings, 0, quay).mirrors).toEqual([quay, two])
  expect(editMirror(settings, 1, two!).mirrors).toEqual([one, two])
  expect(removeMirror(settings, 0).mirrors).toEqual([two])
  expect(thrown(() => addMirror(settings, two!))).toEqual(fails('mirror-twice'))
  expect(thrown(() => editMirror(settings, 0, two!))).toEqual(fails('mirror-twice'))
  expect(thrown(() => editMirror(settings, 2, two!))).toEqual(fails('mirror-missing'))
  expect(thrown(() => removeMirror(settings, 2))).toEqual(fails('mirror-missing'))
})

test('an order replaces the mirrors of the upstreams that it names, and only those', () => {
  const order: SwitchOrder = { to: 'on', engines: null, mirrors: null, keepTheirs: null, strict: null }
  const saved = addMirror(settings, mirrorsOf(['quay.io=http://q'])[0]!)
  expect(withOrder(saved, order)).toBe(saved)
  expect(withOrder(saved, { ...order, keepTheirs: false })).toEqual({ ...saved, keepTheirs: false })
  expect(withOrder(saved, { ...order, mirrors: [draft('http://three')] }).mirrors.map(({ url }) => url)).toEqual([
    'http://q',
    'http://three',
  ])
  expect(
    thrown(() => withOrder(saved, { ...order, mirrors: [draft('http://three'), draft('HTTP://THREE/')] })),
  ).toEqual(fails('mirror-twice'))
  expect(thrown(() => withOrder(saved, { ...order, mirrors: [draft('three')] }))).toEqual(fails('url-scheme-missing'))
})

test('every mirror is asked once, by its URL', async () => {
  let asked = 0
  const url = await serveHttp((_, answer) => (asked++, answer.end('{}')))
  const found = await probeAll([mirrorAt(url), { ...mirrorAt(url), upstream: 'quay.io' }])
  expect([...found].map(([at, { health }]) => [at, health])).toEqual([[url, 'up']])
  expect(asked).toBe(1)
})

test.each<readonly [Health, boolean]>([
  ['up', false],
  ['needs-login', false],
  ['unknown', false],
  ['silent', true],
  ['portal', true],
  ['gone', true],
  ['untrusted', true],
  ['not-a-registry', true],
])('a mirror that is %s is harmful: %s', (health, harmful) => {
  const answer: MirrorHealth = {
    health,
    latencyMs: null,
    at: null,
    notice: notice('mirror-silent', { url: 'http://m' }),
  }
  const refused = thrown(() =>
    refuseHarmful(
      new Map([
        ['http://ok', { ...answer, health: 'up' }],
        ['http://m', answer],
      ]),
    ),
  )
  expect(refused).toEqual(harmful ? fails('mirror-silent') : undefined)
})

const list = settingsWith(
  mirrorsOf(['docker.io=http://a', 'quay.io=http://q', 'docker.io=http://b', 'docker.io=http://c']),
)
const urlsOf = ({ mirrors }: typeof list): string => mirrors.map(({ url }) => url.at(-1)).join('')

test.each([
  [0, 2, 'qbac'],
  [2, 0, 'baqc'],
  [3, 3, 'aqbc'],
  [0, 3, 'qbca'],
])('moved from %i to %i: %s', (from, to, order) => {
  expect(urlsOf(moveMirror(list, from, to))).toBe(order)
})

test('a place that is none is refused', () => {
  expect(thrown(() => moveMirror(list, 4, 0))).toEqual(fails('mirror-missing'))
  expect(thrown(() => moveMirror(list, 0, 4))).toEqual(fails('mirror-missing'))
})

test('an order of one upstream leaves all others where they are, and those that it does not name behind', () => {
  expect(urlsOf(orderMirrors(list, 'docker.io', ['http://c', 'http://a', 'http://c']))).toBe('cqab')
  expect(urlsOf(orderMirrors(list, 'docker.io', []))).toBe('aqbc')
  expect(thrown(() => orderMirrors(list, 'docker.io', ['http://q']))).toEqual(fails('mirror-order-unknown'))
})
