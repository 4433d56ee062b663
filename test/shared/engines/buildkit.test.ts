import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseBuildkitdToml } from '../../../shared/codecs/buildkitd-toml.ts'
import { buildkit } from '../../../shared/engines/buildkit.ts'
import type { BuildkitFacts } from '../../../shared/facts.ts'
import { readGolden } from '../../golden/golden.ts'
import { propertyLimit, runs } from '../../runs.ts'
import { ca, filesOf, memoryOf, mirror, places, planIn, textsAfter, told, type Scene } from './look.ts'

const path = '/etc/buildkit/buildkitd.toml'
const facts: BuildkitFacts = { id: 'buildkit', scope: 'system', version: null, running: null }
const hub = mirror('docker.io=http://m:5000')

test.each(readGolden('buildkitd-toml.txt'))('$asked: $name', ({ asked, before, after }) => {
  const typed = asked.filter((word) => word.includes('=http')).map((word) => mirror(word))
  const plan = planIn(buildkit, facts, typed, { texts: { [path]: before } }, { keepTheirs: !asked.includes('alone') })
  expect(told(plan).refused).toEqual([])
  expect(textsAfter(plan, { [path]: before })[path]).toBe(after)
  const scene: Scene = { texts: { [path]: after }, memory: memoryOf(plan) }
  expect(textsAfter(planIn(buildkit, facts, [], scene), scene.texts)[path]).toBe(before)
  const edited: Scene = { ...scene, texts: { [path]: `# mine\n${after}` } }
  if (plan.changes.length > 0)
    expect(textsAfter(planIn(buildkit, facts, [], edited), {})[path]).toBe(`# mine\n${before}`)
})

test('a file of our own, for the system and for a user', () => {
  const mirrors = [hub, mirror('quay.io=https://q:1/hub', { ca })]
  const plan = planIn(buildkit, facts, mirrors, {})
  expect(told(plan)).toEqual({ refused: [], notes: [] })
  expect(plan.changes.map((change) => change.path)).toEqual([`/etc/pullcord/ca/buildkit-${ca.sha256}.crt`, path])
  expect(plan.changes[1]?.after).toBe(
    '# Written by Pullcord; “pullcord off” takes it away.\n\n' +
      '[registry."docker.io"]\nmirrors = ["m:5000"]\n[registry."quay.io"]\nmirrors = ["q:1/hub"]\n' +
      `[registry."m:5000"]\nhttp = true\n[registry."q:1"]\nca = ["/etc/pullcord/ca/buildkit-${ca.sha256}.crt"]\n`,
  )
  const scene: Scene = { texts: textsAfter(plan), memory: memoryOf(plan) }
  expect(planIn(buildkit, facts, mirrors, scene).changes).toEqual([])
  expect(planIn(buildkit, facts, [], scene).changes.map((change) => change.after)).toEqual([null, null])
  const mine = planIn(buildkit, { ...facts, scope: 'user' }, [hub], {})
  expect(mine.changes.map((change) => change.path)).toEqual(['/home/a/cfg/buildkit/buildkitd.toml'])
})

describe('what is refused', () => {
  test.each<readonly [string, string, string, number]>([
    ['broken TOML', 'a = 1\n[registry."docker.io"\n', 'unparseable-file', 2],
    ['a list that is a text', '[registry."docker.io"]\nmirrors = "m"\n', 'buildkit-form', 1],
    ['a number for a truth', '[registry."m:5000"]\nhttp = 1\n', 'buildkit-form', 1],
    ['an inline table', 'registry = { "docker.io" = { mirrors = ["a"] } }\n', 'buildkit-form', 1],
    ['dotted keys', 'registry."docker.io".mirrors = ["a"]\n', 'buildkit-form', 1],
  ])('%s', (_, text, code, line) => {
    const plan = planIn(buildkit, facts, [hub], { texts: { [path]: text } })
    expect(plan.changes).toEqual([])
    expect(plan.refused).toMatchObject([{ path, line, notice: { code } }])
    expect(planIn(buildkit, facts, [], { texts: { [path]: text } })).toMatchObject({ changes: [], refused: [] })
  })

  test('one host in two ways, and another file', () => {
    const two = [mirror('docker.io=http://h/a'), mirror('quay.io=https://h/b')]
    expect(told(planIn(buildkit, facts, two, {})).refused).toEqual(['buildkit-host-twice'])
    const elsewhere = { ...facts, config: '/srv/b.toml' }
    expect(told(planIn(buildkit, elsewhere, [hub], {})).refused).toEqual(['buildkit-elsewhere'])
    expect(told(planIn(buildkit, elsewhere, [], {})).refused).toEqual([])
  })
})

test('what is said of theirs', () => {
  const text = '[registry."docker.io"]\nmirrors = ["own"]\n[registry."m:5000"]\nhttp = false\n'
  const kept = planIn(buildkit, facts, [hub], { texts: { [path]: text } })
  expect(told(kept).notes).toEqual(['buildkit-keeps', 'buildkit-host-named'])
  expect(kept.changes[0]?.after).toBe(text.replace('["own"]', '["m:5000", "own"]'))
  const dropped = planIn(buildkit, facts, [hub], { texts: { [path]: text } }, { keepTheirs: false })
  expect(dropped.changes[0]?.after).toBe(text.replace('["own"]', '["m:5000"]'))
  const edited = { [path]: `# mine\n${textsAfter(dropped)[path]}` }
  const off = planIn(buildkit, facts, [], { texts: edited, memory: memoryOf(dropped) })
  expect(off.changes[0]?.after).toBe(`# mine\n${text}`)
})

test('a running one must be started anew', () => {
  const running = { ...facts, running: { pid: 7, startedAt: 50 } }
  const on = planIn(buildkit, running, [hub], {})
  const consent = { code: 'buildkit-stale', values: { pid: 7, command: 'systemctl restart buildkit' } }
  expect(on.reloads).toMatchObject([{ how: 'restart', pid: 7, consent }])
  const scene = (at: number): Scene => ({ texts: textsAfter(on), memory: memoryOf(on), times: { [path]: at } })
  expect(planIn(buildkit, running, [hub], scene(60)).reloads).toHaveLength(1)
  expect(planIn(buildkit, running, [hub], scene(40)).reloads).toHaveLength(0)
  const user = planIn(buildkit, { ...running, scope: 'user' }, [hub], {})
  expect(user.reloads[0]?.consent?.values['command']).toBe('systemctl --user restart buildkit')
})

test('a key of ours that was changed since stays', () => {
  const on = planIn(buildkit, facts, [hub], { texts: { [path]: 'debug = true\n' } })
  const edited = { [path]: textsAfter(on)[path]!.replace('http = true', 'http = false # not yet') }
  const off = planIn(buildkit, facts, [], { texts: edited, memory: memoryOf(on) })
  expect(off.changes[0]?.after).toBe('debug = true\n[registry."m:5000"]\nhttp = false # not yet\n')
})

test('without memory, what equals ours goes', () => {
  const text = 'debug = true\n[registry."docker.io"]\nmirrors = ["m:5000", "own"]\n[registry."m:5000"]\nhttp = true\n'
  const off = planIn(buildkit, facts, [], { texts: { [path]: text }, owned: [hub] })
  expect(off.changes[0]?.after).toBe('debug = true\n[registry."docker.io"]\nmirrors = ["own"]\n')
})

test('which mirrors the file names', () => {
  const text = '[registry."docker.io"]\nmirrors = ["m:5000", "h/p"]\n[registry."m:5000"]\nhttp = true\n'
  const files = filesOf(
    buildkit,
    facts,
    { mirrors: [hub], keepTheirs: true, strict: false },
    { texts: { [path]: text } },
  )
  expect(buildkit.effective(files, facts, places)).toEqual({
    endpoints: ['m:5000', 'h/p'].map((endpoint) => ({ upstream: 'docker.io', endpoint })),
    problem: null,
  })
  expect(buildkit.spell(mirror('docker.io=https://h:1/p/q'), facts)).toBe('h:1/p/q')
})

test('whatever the file holds: ours come first, the rest stays, and off takes only ours away', propertyLimit, () => {
  const gap = fc.constantFrom('', '\n', '\n  ', ' ', '\n  # why\n  ')
  const item = fc.constantFrom('"own:1"', "'own:2/p'", '"m:50000"')
  const list = fc.array(fc.tuple(gap, item), { maxLength: 3 }).chain((items) =>
    fc.tuple(gap, fc.boolean()).map(([end, comma]) => {
      return `[${items.map(([lead, one]) => `${lead}${one}`).join(',')}${comma && items.length > 0 ? ',' : ''}${end}]`
    }),
  )
  const row = fc.oneof(
    list.map((one) => `  mirrors = ${one} # theirs`),
    fc.constantFrom('  http = true', '# a comment', '', 'insecure=false'),
  )
  const rows = fc.uniqueArray(row, { maxLength: 3, selector: (one) => /^\s*(\w*)/.exec(one)?.[1] ?? one })
  const header = fc.constantFrom(
    '[registry."docker.io"]',
    "[ registry . 'quay.io' ] # q",
    '[registry."m:5000"]',
    '[worker.oci]',
  )
  const tables = fc.uniqueArray(fc.tuple(header, rows), { maxLength: 4, selector: ([one]) => one })
  const file = fc
    .tuple(tables, fc.constantFrom('', 'debug = true', '# head'), fc.boolean(), fc.boolean())
    .map(([all, head, crlf, ended]) => {
      const lines = [head, ...all.flatMap(([name, inside]) => [name, ...inside])].join('\n') + (ended ? '\n' : '')
      return crlf ? lines.replaceAll('\n', '\r\n') : lines
    })
  const secure = mirror('quay.io=https://s:1/p', { ca })
  fc.assert(
    fc.property(file, fc.boolean(), (text, keepTheirs) => {
      fc.pre(parseBuildkitdToml(path, text).ok)
      const on = planIn(buildkit, facts, [hub, secure], { texts: { [path]: text } }, { keepTheirs })
      expect([text, told(on).refused]).toEqual([text, []])
      const written = textsAfter(on, { [path]: text })
      const parsed = parseBuildkitdToml(path, written[path]!)
      const named = parsed.ok ? parsed.value.registries : []
      expect(named.find(({ name }) => name === 'docker.io')?.mirrors[0]).toBe('m:5000')
      expect(named.find(({ name }) => name === 's:1')?.ca).toEqual([`/etc/pullcord/ca/buildkit-${ca.sha256}.crt`])
      const scene: Scene = { texts: written, memory: memoryOf(on) }
      expect(planIn(buildkit, facts, [hub, secure], scene, { keepTheirs }).changes).toEqual([])
      expect(textsAfter(planIn(buildkit, facts, [], scene), written)).toEqual({ [path]: text })
      const edited = { ...written, [path]: `# mine\n${written[path]!}` }
      const off = textsAfter(planIn(buildkit, facts, [], { ...scene, texts: edited }), edited)
      expect(off[path]).toBe(`# mine\n${text}`)
    }),
    { numRuns: runs },
  )
})

test('a login of theirs is not told', () => {
  const text = '[registry."docker.io"]\nmirrors = ["user:s3cr3t@own", "second"]\n'
  const { notes } = planIn(buildkit, facts, [hub], { texts: { [path]: text } })
  expect(notes[0]?.message).toContain('•••@own, second')
  expect(JSON.stringify(notes)).not.toContain('s3cr3t')
})
