import { describe, expect, test } from 'vitest'
import { podman } from '../../../../shared/engines/podman.ts'
import { formatDropIn, podmanLocation, tableFor, withoutOurTables } from '../../../../shared/engines/podman/drop-in.ts'
import { memoryOf, mirror, planIn, podmanFacts, textsAfter, type Scene } from '../look.ts'

const dropIn = '/etc/containers/registries.conf.d/zz-pullcord.conf'
const hub = mirror('docker.io=http://192.168.11.2:6000')
const facts = podmanFacts('5.4.2')

test.each([
  ['http://m.lan:5000', 'm.lan:5000'],
  ['https://m.lan', 'm.lan'],
  ['https://m.lan:8443/hub/a', 'm.lan:8443/hub/a'],
  ['http://mirror', 'mirror:80'],
  ['https://mirror', 'mirror:443'],
  ['http://mirror:5000', 'mirror:5000'],
  ['http://localhost', 'localhost'],
  ['http://10.0.0.1', '10.0.0.1'],
  ['http://[::1]:5000', null],
])('%s is written %s', (url, location) => {
  expect(podmanLocation(mirror(`docker.io=${url}`))).toBe(location)
})

describe('the table of an upstream', () => {
  const theirs = {
    prefix: 'docker.io',
    location: 'proxy.lan/hub',
    insecure: true,
    blocked: false,
    mirrorByDigestOnly: true,
    mirrors: [
      { location: 'own:1', insecure: false, pullFromMirror: null },
      { location: 'tagged:1', insecure: true, pullFromMirror: 'tag-only' },
      { location: '192.168.11.2:6000', insecure: false, pullFromMirror: null },
    ],
  }

  test('has ours first, then theirs, each as they had it; what it says of the upstream stays', () => {
    expect(tableFor('docker.io', { mirrors: [hub], keepTheirs: true, strict: false }, theirs)).toEqual({
      prefix: 'docker.io',
      location: 'proxy.lan/hub',
      insecure: true,
      blocked: false,
      mirrorByDigestOnly: false,
      mirrors: [
        { location: '192.168.11.2:6000', insecure: true, pullFromMirror: null },
        { location: 'own:1', insecure: false, pullFromMirror: 'digest-only' },
        { location: 'tagged:1', insecure: true, pullFromMirror: 'tag-only' },
      ],
    })
  })

  test('has ours alone when theirs are not to be kept', () => {
    expect(
      tableFor('docker.io', { mirrors: [hub], keepTheirs: false, strict: false }, theirs).mirrors.map(
        ({ location }) => location,
      ),
    ).toEqual(['192.168.11.2:6000'])
  })

  test('takes over no mirror on which every pull fails', () => {
    const bad = [
      'my_mirror:5000',
      'Proxy-Hub',
      'h/Proxy-Hub',
      '[::1]:5000',
      'user:pass@h',
      'h/x:latest',
      'mirror',
      ' h.lan',
      'HTTP://h.lan',
      'h.lan/',
      '',
    ]
    const mirrors = [...bad, 'Mirror.Lan:5000', 'h.lan/v2/x'].map((location) => ({
      location,
      insecure: false,
      pullFromMirror: null,
    }))
    const kept = tableFor(
      'docker.io',
      { mirrors: [hub], keepTheirs: true, strict: false },
      { ...theirs, mirrors },
    ).mirrors
    expect(kept.map(({ location }) => location)).toEqual(['192.168.11.2:6000', 'Mirror.Lan:5000', 'h.lan/v2/x'])
  })

  test('marks plain http as insecure, without which podman passes it over', () => {
    const mirrors = [
      mirror('docker.io=https://a'),
      mirror('docker.io=https://b', { insecure: true }),
      mirror('docker.io=http://c'),
      mirror('quay.io=http://d'),
    ]
    expect(
      tableFor('docker.io', { mirrors, keepTheirs: true, strict: false }, undefined).mirrors.map(
        ({ insecure }) => insecure,
      ),
    ).toEqual([false, true, true])
  })
})

test('a text that is not ours stays as it is', () => {
  expect(withoutOurTables('[[registry]]\nlocation = "docker.io"\n', null)).toBe(
    '[[registry]]\nlocation = "docker.io"\n',
  )
  expect(withoutOurTables(formatDropIn([], null), null)).toBeNull()
})

describe('our drop-in, edited by someone', () => {
  const on = planIn(podman, facts, [hub], {})
  const text = textsAfter(on)[dropIn]!
  const added = '[aliases]\n"app" = "docker.io/team/app"\n'

  test.each([
    ['below', `${text}\n${added}`, added],
    ['below, after a comment', `${text}# team\n${added}`, `# team\n${added}`],
    ['above our first line', `# team\n${text}`, '# team\n'],
    ['with CRLF throughout', `${text}\n${added}`.replaceAll('\n', '\r\n'), added.replaceAll('\n', '\r\n')],
    ['only a comment inside ours', text.replace('  insecure', '  # slow\n  insecure'), null],
  ])('%s: off leaves what is theirs', (_, edited, left) => {
    const scene: Scene = { texts: { [dropIn]: edited }, memory: memoryOf(on) }
    expect(planIn(podman, facts, [], scene).changes).toMatchObject([{ path: dropIn, after: left, base: left }])
  })

  test('on keeps what they added, below ours, and then has nothing to do', () => {
    const scene: Scene = { texts: { [dropIn]: `${text}\n${added}` }, memory: memoryOf(on) }
    expect(planIn(podman, facts, [hub], scene).changes).toEqual([])
    const other = planIn(podman, facts, [mirror('quay.io=https://q')], scene)
    expect(other.changes[0]?.after).toMatch(
      /^# Written by Pullcord[^]*prefix = "quay.io"[^]*\n\n\[aliases\]\n"app" = "docker.io\/team\/app"\n$/,
    )
    expect(other.changes[0]?.after).not.toContain('192.168.11.2')
    const again: Scene = { texts: textsAfter(other), memory: memoryOf(other) }
    expect(planIn(podman, facts, [mirror('quay.io=https://q')], again).changes).toEqual([])
  })

  test.each(['[[registry]]\nlocation = "x\n', '\uFEFF# x\n', 'a = 1\0'])(
    'broken by %j: refused, on and off',
    (text) => {
      const scene: Scene = { texts: { [dropIn]: text }, memory: memoryOf(on) }
      for (const mirrors of [[], [hub]])
        expect(planIn(podman, facts, mirrors, scene)).toMatchObject({
          changes: [],
          refused: [{ path: dropIn, line: expect.any(Number) }],
        })
    },
  )

  test('with the memory of it lost: ours go, what they added stays', () => {
    expect(planIn(podman, facts, [], { texts: { [dropIn]: text } }).changes).toMatchObject([{ after: null }])
    const scene: Scene = { texts: { [dropIn]: `${text}\n${added}` }, owned: [hub] }
    expect(planIn(podman, facts, [], scene).changes).toMatchObject([{ after: added }])
  })
})
