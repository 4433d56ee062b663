import { describe, expect, test } from 'vitest'
import type { EngineStatus, Proof, Status } from '../../../shared/contract.ts'
import { notice } from '../../../shared/notice.ts'
import { locale as english } from '../../../renderer/locales/en.ts'
import { locale as chinese } from '../../../renderer/locales/zh-tw.ts'
import { tell } from '../../../renderer/model/sentence.ts'
import { engine, mirror, status } from '../status-of.ts'

const hub = { upstream: 'docker.io', url: 'http://192.168.11.2:6000', insecure: false }
const quay = { upstream: 'quay.io', url: 'http://192.168.11.2:6001', insecure: false }
const listed = [mirror(hub.upstream, hub.url), mirror(quay.upstream, quay.url)]
const now = new Date(2026, 10, 23, 14, 30).getTime()
const proof = (hour: number, minute: number): Proof => ({
  image: 'alpine',
  at: new Date(2026, 10, 23, hour, minute).toISOString(),
  mirror: hub.url,
  evidence: [],
})
const podman = (state: EngineStatus['state'], parts: Partial<EngineStatus> = {}) =>
  engine('podman', state, { mirrors: [hub, quay], ...parts })
const docker = (state: EngineStatus['state'], parts: Partial<EngineStatus> = {}) =>
  engine('docker', state, { mirrors: [hub, quay], ...parts })
const stillMirrored = notice('still-mirrored', { upstream: 'docker.io' })

const cases: readonly (readonly [name: string, status: Status, where: string, how: string, trouble: string])[] = [
  [
    'nothing set',
    status('off', [engine('podman', 'off')]),
    'Pulls go straight to their registries. Name a mirror, and one switch sends them through it.',
    '',
    '',
  ],
  [
    'off, with a list',
    status('off', [engine('podman', 'off')], listed),
    'Pulls go straight to their registries. Turning on sends docker.io and quay.io through 192.168.11.2.',
    '',
    '',
  ],
  [
    'off, with a list of two ways',
    status('off', [engine('podman', 'off')], [...listed, mirror('ghcr.io', 'https://harbor.corp/ghcr')]),
    'Pulls go straight to their registries. Turning on sends docker.io and quay.io through 192.168.11.2, ghcr.io through harbor.corp.',
    '',
    '',
  ],
  [
    'off, mirrored by hand',
    status('off', [engine('podman', 'off', { notes: [stillMirrored] })], listed.slice(0, 1)),
    'Pullcord sets nothing; docker.io is still mirrored by your own setting. Turning on sends docker.io through 192.168.11.2.',
    '',
    '',
  ],
  [
    'on everywhere',
    status('on', [podman('configured'), docker('loaded')], listed),
    'docker.io and quay.io come through 192.168.11.2.',
    'Loaded by Docker. Configured for Podman.',
    '',
  ],
  [
    'both proven in one minute',
    status('on', [podman('proven', { proof: proof(14, 5) }), docker('proven', { proof: proof(14, 5) })], listed),
    'docker.io and quay.io come through 192.168.11.2.',
    'Proven with Podman and Docker at 14:05.',
    '',
  ],
  [
    'proven apart',
    status('on', [podman('proven', { proof: proof(14, 5) }), docker('proven', { proof: proof(9, 0) })], listed),
    'docker.io and quay.io come through 192.168.11.2.',
    'Proven with Podman at 14:05. Proven with Docker at 09:00.',
    '',
  ],
  [
    'an upstream for one engine only',
    status('on', [podman('configured'), docker('loaded', { mirrors: [hub] })], listed),
    'docker.io comes through 192.168.11.2. quay.io comes through 192.168.11.2 for Podman only.',
    'Loaded by Docker. Configured for Podman.',
    '',
  ],
  [
    'one of two',
    status('mixed', [podman('configured'), engine('docker', 'off')], listed),
    'docker.io and quay.io come through 192.168.11.2. Docker goes straight to the registries.',
    'Configured for Podman.',
    '',
  ],
  [
    'changed outside',
    status('mixed', [podman('configured'), engine('docker', 'changed-outside')], listed),
    'docker.io and quay.io come through 192.168.11.2.',
    'Configured for Podman.',
    'Docker was changed outside.',
  ],
  [
    'an engine that is not under the switch is not mourned',
    status('on', [podman('configured'), engine('docker', 'problem', { chosen: false })], listed),
    'docker.io and quay.io come through 192.168.11.2.',
    'Configured for Podman.',
    '',
  ],
  [
    'both scopes of one engine',
    status('mixed', [podman('configured'), engine('podman', 'off', { scope: 'system' })], listed),
    'docker.io and quay.io come through 192.168.11.2. Podman · system goes straight to the registries.',
    'Configured for Podman · user.',
    '',
  ],
]

const strict = ['docker.io', 'quay.io']

describe('strict mode', () => {
  const said = (engines: readonly EngineStatus[], position: Status['switch'] = 'on') => {
    const { where, trouble } = tell({ ...status(position, engines, listed), strict: true }, english, now)
    return [...where.slice(1), ...trouble]
  }
  test.each<readonly [string, readonly EngineStatus[], readonly string[]]>([
    ['for all', [podman('configured', { strict })], ['Nothing goes to docker.io and quay.io themselves.']],
    [
      'for one of two',
      [podman('configured', { strict }), docker('loaded')],
      ['Docker goes on to the registries where mirrors fail, which strict mode cannot keep it from.'],
    ],
    [
      'of one upstream',
      [podman('configured', { strict }), docker('loaded', { strict: ['docker.io'] })],
      [
        'Nothing goes to docker.io itself.',
        'Docker goes on to the registries where mirrors fail, which strict mode cannot keep it from.',
      ],
    ],
    [
      'beside one that is off',
      [podman('configured', { strict }), engine('docker', 'off')],
      ['Docker goes straight to the registries.'],
    ],
  ])('%s', (_, engines, expected) => {
    expect(said(engines, engines.some(({ state }) => state === 'off') ? 'mixed' : 'on')).toEqual(expected)
  })
})

describe('tell', () => {
  test.each(cases)('%s', (_name, given, where, how, trouble) => {
    const telling = tell(given, english, now)
    expect([telling.where.join(' '), telling.how.join(' '), telling.trouble.join(' ')]).toEqual([where, how, trouble])
  })

  test.each([
    [22, 'Proven with Podman yesterday 14:05.'],
    [20, 'Proven with Podman on Nov 20 14:05.'],
  ])('a proof of the %ith', (day, how) => {
    const at = new Date(2026, 10, day, 14, 5).toISOString()
    const given = status('on', [podman('proven', { proof: { ...proof(0, 0), at } })], listed)
    expect(tell(given, english, now).how).toEqual([how])
  })

  test('in Traditional Chinese', () => {
    const given = status('mixed', [podman('proven', { proof: proof(14, 5) }), engine('docker', 'problem')], listed)
    const { where, how, trouble } = tell(given, chinese, now)
    expect([...where, ...how, ...trouble].join('')).toBe(
      'docker.io、quay.io 經由 192.168.11.2 下載。14:05 已用 Podman 證實。Docker 有問題。',
    )
  })
})

test('a mirror in force that harms pulls comes first, with the remedy; one that is not in force is none of it', () => {
  const silent = { ...mirror(hub.upstream, hub.url), health: 'silent' } as const
  const told = (of: Status) => tell(of, english, now).trouble
  expect(told(status('on', [podman('configured'), docker('problem')], [silent]))).toEqual([
    '192.168.11.2:6000 accepts connections and stays silent: pulls hang. Turn off until it answers again.',
    'Docker has a problem.',
  ])
  expect(told(status('off', [engine('podman', 'off')], [silent]))).toEqual([])
  expect(tell(status('on', [podman('configured')], [silent]), chinese, now).trouble[0]).toContain('pull 會卡住')
})
