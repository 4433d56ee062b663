import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { rancherFamily } from '../../../shared/engines/rancher.ts'
import type { RancherFacts } from '../../../shared/facts.ts'
import { readGolden } from '../../golden/golden.ts'
import { propertyLimit, runs } from '../../runs.ts'
import { ca, filesOf, memoryOf, mirror, places, planIn, textsAfter, told, type Scene } from './look.ts'

const k3s = rancherFamily('k3s')
const path = '/etc/rancher/k3s/registries.yaml'
const facts: RancherFacts = { id: 'k3s', scope: 'system', version: null, running: null }
const hub = mirror('docker.io=http://m:5000')
const quay = mirror('quay.io=https://q.lan/hub')

test.each(readGolden('registries-yaml.txt'))('$asked: $name', ({ asked, before, after }) => {
  const typed = asked.filter((word) => word.includes('=http')).map((word) => mirror(word))
  const plan = planIn(k3s, facts, typed, { texts: { [path]: before } }, { keepTheirs: !asked.includes('alone') })
  expect(told(plan).refused).toEqual([])
  expect(textsAfter(plan, { [path]: before })[path]).toBe(after)
  const scene: Scene = { texts: { [path]: after }, memory: memoryOf(plan) }
  expect(textsAfter(planIn(k3s, facts, [], scene), scene.texts)[path]).toBe(before)
})

test('a file of our own, and nothing else', () => {
  const plan = planIn(k3s, facts, [hub, mirror('quay.io=https://q:1/hub', { ca })], {})
  expect(told(plan)).toEqual({ refused: [], notes: [] })
  expect(plan.changes.map((change) => change.path)).toEqual([`/etc/pullcord/ca/k3s-${ca.sha256}.crt`, path])
  expect(plan.changes[1]?.after).toBe(
    '# Written by Pullcord; “pullcord off” takes it away.\n\n' +
      'mirrors:\n  docker.io:\n    endpoint:\n      - "http://m:5000"\n' +
      '  quay.io:\n    endpoint:\n      - "https://q:1/v2/hub"\n' +
      `configs:\n  "q:1":\n    tls:\n      ca_file: "/etc/pullcord/ca/k3s-${ca.sha256}.crt"\n`,
  )
  const scene: Scene = { texts: textsAfter(plan), memory: memoryOf(plan) }
  expect(planIn(k3s, facts, [hub, mirror('quay.io=https://q:1/hub', { ca })], scene).changes).toEqual([])
  expect(planIn(k3s, facts, [], scene).changes.map((change) => change.after)).toEqual([null, null])
})

describe('off after an edit', () => {
  const own = 'mirrors:\n  docker.io:\n    endpoint:\n      - http://own # why\n'
  test.each<readonly [string, string, (on: string) => string, string]>([
    ['a line below', own, (on) => `${on}# later\n`, `${own}# later\n`],
    [
      'another upstream',
      own,
      (on) => `${on}  quay.io:\n    endpoint: [https://q]\n`,
      `${own}  quay.io:\n    endpoint: [https://q]\n`,
    ],
    [
      'an endpoint of theirs',
      own,
      (on) => on.replace('- http://own', '- http://new\n      - http://own'),
      own.replace('- http://own', '- http://new\n      - http://own'),
    ],
    [
      'a comment above ours',
      own,
      (on) => on.replace('      - http://m', '      # mine\n      - http://m'),
      own.replace('      - http://own', '      # mine\n      - http://own'),
    ],
    ['ours moved', own, (on) => on.replace('      - http://m:5000\n', '') + '      - http://m:5000\n', own],
    ['nothing before', 'configs: {}\n', (on) => `# c\n${on}`, '# c\nconfigs: {}\n'],
    [
      'a key beside our entry',
      'x: 1',
      (on) => `${on}\n  quay.io:\n    endpoint: []\n`,
      'x: 1\nmirrors:\n  quay.io:\n    endpoint: []\n',
    ],
    [
      'flow',
      'mirrors: {docker.io: {endpoint: [http://own]}}\n',
      (on) => `# c\n${on}`,
      '# c\nmirrors: {docker.io: {endpoint: [http://own]}}\n',
    ],
  ])('%s', (_, before, edit, expected) => {
    const on = planIn(k3s, facts, [hub], { texts: { [path]: before } })
    const edited = edit(textsAfter(on)[path]!)
    const off = planIn(k3s, facts, [], { texts: { [path]: edited }, memory: memoryOf(on) })
    expect(off.refused).toEqual([])
    expect(off.changes[0]?.after).toBe(expected)
  })

  test('a comment that was put into our part stays', () => {
    const on = planIn(k3s, facts, [hub], { texts: { [path]: own.replaceAll('docker', 'quay') } })
    const edited = textsAfter(on)[path]!.replace('      - "http://m', '      # mine\n      - "http://m')
    const off = planIn(k3s, facts, [], { texts: { [path]: edited }, memory: memoryOf(on) })
    expect(off.changes[0]?.after).toBe(`${own.replaceAll('docker', 'quay')}      # mine\n`)
  })

  test('a login of theirs is not told', () => {
    const text = own.replace('http://own', 'https://user:s3cr3t@own')
    const { notes } = planIn(k3s, facts, [hub], { texts: { [path]: text } })
    expect(notes[0]?.message).toContain('https://•••@own')
    expect(JSON.stringify(notes)).not.toContain('s3cr3t')
  })

  test('what was left out comes back', () => {
    const on = planIn(k3s, facts, [hub], { texts: { [path]: own } }, { keepTheirs: false })
    expect(told(on).notes).toEqual(['rancher-drops'])
    const edited = `${textsAfter(on)[path]!}# later\n`
    expect(edited).not.toContain('own')
    const off = planIn(k3s, facts, [], { texts: { [path]: edited }, memory: memoryOf(on) })
    expect(off.changes[0]?.after).toBe(`${own}# later\n`)
  })

  test('without memory, what equals ours goes', () => {
    const text = 'mirrors:\n  docker.io:\n    endpoint:\n      - http://m:5000\n  quay.io:\n    endpoint:\n      - x\n'
    const off = planIn(k3s, facts, [], { texts: { [path]: text }, owned: [hub] })
    expect(off.changes[0]?.after).toBe('mirrors:\n  quay.io:\n    endpoint:\n      - x\n')
  })
})

describe('what is refused, with its place', () => {
  test.each<readonly [string, string, string, number, number]>([
    ['an anchor', 'mirrors: &m\n  a: 1\n', 'yaml-not-edited', 1, 10],
    ['an alias', 'a: 1\nmirrors: *m\n', 'yaml-not-edited', 2, 10],
    ['a merge key', 'mirrors:\n  <<: x\n', 'yaml-not-edited', 2, 3],
    ['a second document', 'a: 1\n---\nb: 2\n', 'yaml-not-edited', 2, 1],
    ['a text over two lines', 'a: b\n  c\n', 'yaml-not-edited', 2, 3],
    ['a tab', 'mirrors:\n\tdocker.io:\n', 'unparseable-file', 2, 1],
    ['a key twice', 'mirrors:\n  a.b:\n  a.b:\n', 'unparseable-file', 3, 3],
    ['an open bracket', 'mirrors: {a.b: {endpoint: [x}}\n', 'unparseable-file', 1, 29],
    ['a list for a mapping', 'mirrors:\n  - docker.io\n', 'rancher-form', 2, 3],
    ['a text for a list', 'mirrors:\n  docker.io:\n    endpoint: http://m\n', 'rancher-form', 3, 15],
    ['a mapping in the list', 'mirrors:\n  docker.io:\n    endpoint:\n    - a: b\n', 'rancher-form', 4, 7],
    ['a byte order mark', '\uFEFFmirrors:\n', 'file-bom', 1, 1],
    ['an explicit null', 'mirrors: ~\n', 'rancher-form', 1, 1],
  ])('%s', (_, text, code, line, column) => {
    const plan = planIn(k3s, facts, [hub], { texts: { [path]: text } })
    expect(plan.changes).toEqual([])
    expect(plan.refused).toMatchObject([{ path, line, column, notice: { code } }])
    expect(planIn(k3s, facts, [], { texts: { [path]: text } })).toMatchObject({ changes: [], refused: [] })
  })

  test('names that are rewritten on the way, and another file', () => {
    const text = 'mirrors:\n  docker.io:\n    rewrite:\n      "^(.*)": "x/$1"\n'
    expect(told(planIn(k3s, facts, [hub], { texts: { [path]: text } })).refused).toEqual(['rancher-rewrite'])
    expect(told(planIn(k3s, facts, [quay], { texts: { [path]: text } })).refused).toEqual([])
    const elsewhere = { ...facts, config: '/srv/registries.yaml' }
    expect(told(planIn(k3s, elsewhere, [hub], {})).refused).toEqual(['rancher-elsewhere'])
    expect(told(planIn(k3s, elsewhere, [], {})).refused).toEqual([])
  })
})

describe('what is said', () => {
  test('of “*”, of a host that is verified otherwise, and of strictness', () => {
    const star = (more: string): Scene => ({
      texts: { [path]: `mirrors:\n  "*":\n    endpoint: [http://all]\n${more}` },
    })
    expect(told(planIn(k3s, facts, [hub], star(''))).notes).toEqual(['rancher-star-kept'])
    expect(told(planIn(k3s, facts, [hub], star('    rewrite: {a: b}\n'))).notes).toEqual(['rancher-star-left'])
    expect(told(planIn(k3s, facts, [hub], star(''), { keepTheirs: false })).notes).toEqual(['rancher-star-left'])
    const alone = planIn(k3s, facts, [hub], star(''), { keepTheirs: false })
    expect(alone.changes[0]?.after).toContain('  docker.io:\n    endpoint:\n      - "http://m:5000"\n')
    expect(alone.changes[0]?.after).not.toContain('"http://all"')
    const config = 'configs:\n  "s:1":\n    tls:\n      ca_file: /own.crt\n'
    const insecure = mirror('docker.io=https://s:1', { insecure: true })
    const plan = planIn(k3s, facts, [insecure], { texts: { [path]: config } })
    expect(told(plan).notes).toEqual(['rancher-tls-named'])
    expect(plan.changes[0]?.after).toBe(`${config}mirrors:\n  docker.io:\n    endpoint:\n      - "https://s:1"\n`)
    const strict = { ...facts, strict: '/etc/rancher/k3s/config.yaml' }
    expect(told(planIn(k3s, strict, [hub], {})).notes).toEqual(['rancher-strict'])
  })

  test('an unverified host keeps its login', () => {
    const text = 'configs:\n  "s:1":\n    auth:\n      username: u\n'
    const plan = planIn(k3s, facts, [mirror('docker.io=https://s:1', { insecure: true })], { texts: { [path]: text } })
    expect(plan.changes[0]?.after).toContain(`${text}    tls:\n      insecure_skip_verify: true\n`)
  })

  test('that a running one must be started anew, for as long as it was not', () => {
    const running = { ...facts, running: { pid: 7, startedAt: 50 }, unit: 'k3s-agent' }
    const on = planIn(k3s, running, [hub], {})
    const consent = { code: 'rancher-stale', values: { pid: 7, unit: 'k3s-agent' } }
    expect(on.reloads).toMatchObject([{ how: 'restart', pid: 7, stops: [], consent, expect: null }])
    const scene = (at: number): Scene => ({ texts: textsAfter(on), memory: memoryOf(on), times: { [path]: at } })
    expect(planIn(k3s, running, [hub], scene(60)).reloads).toHaveLength(1)
    expect(planIn(k3s, running, [hub], scene(40)).reloads).toHaveLength(0)
    expect(planIn(k3s, running, [], {}).reloads).toHaveLength(0)
  })
})

test('which mirrors the file names', () => {
  const text = 'mirrors:\n  docker.io: {endpoint: ["http://m:5000/v2/", http://b/v2/x/]}\n  "*":\n    endpoint: [c]\n'
  const desired = { mirrors: [hub], keepTheirs: true, strict: false }
  expect(k3s.effective(filesOf(k3s, facts, desired, { texts: { [path]: text } }), facts, places)).toEqual({
    closed: [],
    endpoints: [
      { upstream: 'docker.io', endpoint: 'http://m:5000' },
      { upstream: 'docker.io', endpoint: 'http://b/v2/x' },
      { upstream: '*', endpoint: 'c' },
    ],
    problem: null,
  })
  expect(k3s.spell(quay, facts)).toBe('https://q.lan/v2/hub')
  const broken = filesOf(k3s, facts, desired, { texts: { [path]: 'a\n' } })
  expect(k3s.effective(broken, facts, places).problem?.code).toBe('unparseable-file')
})

test('whatever the file holds: ours come first, the rest stays, and off takes only ours away', propertyLimit, () => {
  const url = fc.constantFrom('http://own', '"https://o:1"', "'http://m:5000/'", 'http://m:50000')
  const note = fc.constantFrom('', '', ' # why')
  const list = fc.oneof(
    fc
      .tuple(fc.array(fc.tuple(url, note), { minLength: 1, maxLength: 3 }), fc.constantFrom('    ', '      '))
      .map(([rows, pad]) => [
        '    endpoint:',
        ...rows.flatMap(([one, why]) => (why === '' ? [] : [`${pad}# c`]).concat(`${pad}- ${one}${why}`)),
      ]),
    fc.array(url, { maxLength: 3 }).map((all) => [`    endpoint: [${all.join(', ')}]`]),
    fc.constant<string[]>([]),
  )
  const entry = (name: string) => fc.tuple(note, list).map(([why, rows]) => [`  ${name}:${why}`, ...rows])
  const mirrors = fc
    .tuple(entry('docker.io'), entry('"*"'), entry('quay.io'), fc.subarray([0, 1, 2]))
    .map(([a, b, c, which]) => ['mirrors:', ...which.flatMap((at) => [a, b, c][at]!)])
  const configs = fc.constantFrom<string[]>(
    [],
    ['configs:'],
    ['configs:', '  "s:1":', '    auth: {username: u}'],
    ['# end'],
  )
  const file = fc
    .tuple(fc.boolean(), mirrors, configs, fc.boolean(), fc.boolean())
    .map(([first, a, b, crlf, ended]) => {
      const eol = crlf ? '\r\n' : '\n'
      return (first ? [...a, ...b] : [...b, ...a]).join(eol) + (ended ? eol : '')
    })
  const secure = mirror('quay.io=https://s:1', { ca })
  fc.assert(
    fc.property(file, fc.boolean(), (text, keepTheirs) => {
      const on = planIn(k3s, facts, [hub, secure], { texts: { [path]: text } }, { keepTheirs })
      expect([text, told(on).refused]).toEqual([text, []])
      const written = textsAfter(on, { [path]: text })
      const value = parse(written[path]!) as { mirrors: Readonly<Record<string, { endpoint: readonly string[] }>> }
      expect(value.mirrors['docker.io']?.endpoint[0]?.replace(/\/$/, '')).toBe('http://m:5000')
      expect(value).toMatchObject({ configs: { 's:1': { tls: { ca_file: `/etc/pullcord/ca/k3s-${ca.sha256}.crt` } } } })
      const scene: Scene = { texts: written, memory: memoryOf(on) }
      expect(planIn(k3s, facts, [hub, secure], scene, { keepTheirs }).changes).toEqual([])
      expect(textsAfter(planIn(k3s, facts, [], scene), written)).toEqual({ [path]: text })
      const edited = { ...written, [path]: `# mine\n${written[path]!}` }
      const off = textsAfter(planIn(k3s, facts, [], { ...scene, texts: edited }), edited)
      expect([keepTheirs, parse(off[path]!)]).toEqual([keepTheirs, parse(text)])
      if (keepTheirs && !text.includes('m:5000/')) expect(off[path]).toBe(`# mine\n${text}`)
    }),
    { numRuns: runs },
  )
})
