import { describe, expect, test } from 'vitest'
import type { DockerFacts } from '../../../../shared/facts.ts'
import { docker } from '../../../../shared/engines/docker.ts'
import { notice } from '../../../../shared/notice.ts'
import type { Mirror } from '../../../../shared/registry.ts'
import { dockerFacts, memoryOf, mirror, planIn, textsAfter, told, type Scene } from '../look.ts'

const path = '/etc/docker/daemon.json'
const hub = mirror('docker.io=http://m.lan:5000')
const other = mirror('docker.io=https://n.lan')
const facts = dockerFacts('20.10.24')
const text = '{\n\t"debug": true\n}'

/** What daemon.json holds after the plan. */
const after = (
  mirrors: readonly Mirror[],
  scene: Scene,
  one: DockerFacts = facts,
  keepTheirs = true,
): string | undefined => textsAfter(planIn(docker, one, mirrors, scene, { keepTheirs }), scene.texts)[path]

describe('on', () => {
  test.each([
    ['no file', undefined, '{\n  "registry-mirrors": [\n    "http://m.lan:5000"\n  ]\n}\n'],
    ['other settings', text, '{\n\t"debug": true,\n\t"registry-mirrors": ["http://m.lan:5000"]\n}'],
    [
      'mirrors of their own',
      '{"registry-mirrors": ["http://own"]}',
      '{"registry-mirrors": ["http://m.lan:5000", "http://own"]}',
    ],
    [
      'ours behind theirs',
      '{"registry-mirrors": ["http://own", "http://m.lan:5000/"]}',
      '{"registry-mirrors": ["http://m.lan:5000", "http://own"]}',
    ],
    [
      'ours in front already, with a slash',
      '{"registry-mirrors": ["http://m.lan:5000/", "http://own"]}',
      '{"registry-mirrors": ["http://m.lan:5000/", "http://own"]}',
    ],
  ])('%s', (_, before, expected) => {
    const texts = before === undefined ? {} : { [path]: before }
    expect(after([hub], { texts })).toBe(expected)
    const on = planIn(docker, facts, [hub], { texts })
    expect(on.changes).toHaveLength(before === expected ? 0 : 1)
    const scene: Scene = { texts: textsAfter(on, texts), memory: memoryOf(on) }
    expect(planIn(docker, facts, [hub], scene).changes).toEqual([])
    expect(textsAfter(planIn(docker, facts, [], scene), scene.texts)).toEqual(texts)
  })

  test('theirs are dropped only on demand, and come back', () => {
    const texts = { [path]: '{"registry-mirrors": ["http://own"]}' }
    expect(after([hub], { texts }, facts, false)).toBe('{"registry-mirrors": ["http://m.lan:5000"]}')
    const on = planIn(docker, facts, [hub], { texts }, { keepTheirs: false })
    expect(after([], { texts: textsAfter(on), memory: memoryOf(on) })).toBe(texts[path])
  })

  test('to other mirrors begins from the file as it was', () => {
    const on = planIn(docker, facts, [hub], { texts: { [path]: text } })
    const scene: Scene = { texts: textsAfter(on), memory: memoryOf(on) }
    expect(after([other, hub], scene)).toBe(
      '{\n\t"debug": true,\n\t"registry-mirrors": ["https://n.lan", "http://m.lan:5000"]\n}',
    )
    expect(after([other], scene)).toBe('{\n\t"debug": true,\n\t"registry-mirrors": ["https://n.lan"]\n}')
  })

  test('TLS that is not verified is named in both lists, with a warning', () => {
    const plan = planIn(docker, facts, [mirror('docker.io=https://m.lan', { insecure: true })], {
      texts: { [path]: '{"insecure-registries": ["own:1"]}' },
    })
    expect(plan.changes[0]?.after).toBe(
      '{"insecure-registries": ["m.lan", "own:1"], "registry-mirrors": ["https://m.lan"]}',
    )
    expect(told(plan).notes).toEqual(['docker-insecure-warning'])
  })
})

describe('refused', () => {
  test.each<readonly [string, string | undefined, Partial<DockerFacts>, string]>([
    ['a comment', '{ // x\n}', {}, 'unparseable-file'],
    ['a byte order mark', '\uFEFF{}', {}, 'file-bom'],
    ['mirrors that are no list', '{"registry-mirrors": "http://a"}', {}, 'docker-key-not-list'],
    ['an empty file with an engine that fails on it', ' \n', {}, 'docker-empty'],
    ['a flag', undefined, { flags: ['--registry-mirror=http://x'] }, 'docker-flag-clash'],
    ['a flag with its value apart', '{}', { flags: ['-D', '--registry-mirror', 'http://x'] }, 'docker-flag-clash'],
    ['another configuration file', '{}', { flags: ['--config-file=/srv/d.json'] }, 'docker-other-config'],
    [
      'another configuration file, its path apart',
      '{}',
      { flags: ['--config-file', '/srv/d.json'] },
      'docker-other-config',
    ],
  ])('%s', (_, before, more, code) => {
    const texts = before === undefined ? {} : { [path]: before }
    const plan = planIn(docker, { ...facts, ...more }, [hub], { texts })
    expect([told(plan).refused, plan.changes, plan.reloads]).toEqual([[code], [], []])
    expect(planIn(docker, { ...facts, ...more }, [], { texts })).toMatchObject({ refused: [], changes: [] })
  })

  test.each<readonly [string, readonly string[]]>([
    ['the usual configuration file, named', ['--config-file=/etc/docker/daemon.json']],
    ['a flag of another name', ['--registry-mirrors-x', '--insecure-registry=a:1']],
  ])('not for %s', (_, flags) => {
    expect(told(planIn(docker, { ...facts, flags }, [hub], {})).refused).toEqual([])
  })

  test('a flag of insecure registries, where we need that list', () => {
    const flags = ['--insecure-registry=a:1']
    expect(
      told(planIn(docker, { ...facts, flags }, [mirror('docker.io=https://m', { insecure: true })], {})).refused,
    ).toEqual(['docker-flag-clash'])
  })

  test('what cannot be read at all', () => {
    const refused = { [path]: { kind: 'refused', notice: notice('file-not-regular', { path }), digest: null } } as const
    expect(told(planIn(docker, facts, [hub], { refused })).refused).toEqual(['file-not-regular'])
    expect(told(planIn(docker, facts, [], { refused })).refused).toEqual([])
  })

  test('a file of ours that someone broke, off included', () => {
    const on = planIn(docker, facts, [hub], { texts: { [path]: text } })
    const scene: Scene = { texts: { [path]: `${textsAfter(on)[path]},` }, memory: memoryOf(on) }
    expect(planIn(docker, facts, [], scene)).toMatchObject({ changes: [], refused: [{ path, line: 4, column: 2 }] })
  })
})

test('an empty file is a file like any other from 26 on, and is empty again after off', () => {
  const newer = dockerFacts('26.1.5')
  const on = planIn(docker, newer, [hub], { texts: { [path]: ' \n' } })
  expect(JSON.parse(on.changes[0]!.after!)).toEqual({ 'registry-mirrors': ['http://m.lan:5000'] })
  expect(after([], { texts: textsAfter(on), memory: memoryOf(on) }, newer)).toBe(' \n')
})

describe('off after an edit', () => {
  const own = '{"registry-mirrors": ["http://own"]}'

  test.each([
    ['another setting', text, (on: string) => on.replace('true', 'false'), '{\n\t"debug": false\n}'],
    [
      'a mirror added behind',
      own,
      (on: string) => on.replace('"http://own"', '"http://own", "http://new"'),
      '{"registry-mirrors": ["http://own", "http://new"]}',
    ],
    [
      'a mirror added in front',
      own,
      (on: string) => on.replace('["', '["http://new", "'),
      '{"registry-mirrors": ["http://new", "http://own"]}',
    ],
    ['ours with a slash', own, (on: string) => on.replace(':5000"', ':5000/"'), own],
    ['theirs taken out', own, () => '{"registry-mirrors": ["http://m.lan:5000"]}', '{"registry-mirrors": []}'],
    ['all taken out', own, () => '{}', '{}'],
  ])('%s: only ours go', (_, before, edit, left) => {
    const on = planIn(docker, facts, [hub], { texts: { [path]: before } })
    expect(after([], { texts: { [path]: edit(textsAfter(on)[path]!) }, memory: memoryOf(on) })).toBe(left)
  })

  test('a list that nobody touched returns as it stood, though one of theirs is ours too', () => {
    const both = '{"registry-mirrors": ["http://own", "http://m.lan:5000"]}'
    const on = planIn(docker, facts, [hub], { texts: { [path]: both } })
    const edited = textsAfter(on)[path]!.replace('{', '{"debug": true, ')
    expect(after([], { texts: { [path]: edited }, memory: memoryOf(on) })).toBe(
      '{"debug": true, "registry-mirrors": ["http://own", "http://m.lan:5000"]}',
    )
  })

  test('theirs return where they were left out while on', () => {
    const scene = { texts: { [path]: '{"registry-mirrors": [ "https://corp" ], "debug": false}' } }
    const on = planIn(docker, facts, [hub], scene, { keepTheirs: false })
    const edited = textsAfter(on)[path]!.replace('false', 'true')
    expect(after([], { texts: { [path]: edited }, memory: memoryOf(on) })).toBe(
      '{"registry-mirrors": [ "https://corp" ], "debug": true}',
    )
  })

  test('a deleted file stays deleted', () => {
    const on = planIn(docker, facts, [hub], { texts: { [path]: text } })
    expect(planIn(docker, facts, [], { texts: {}, memory: memoryOf(on) }).changes).toEqual([])
  })
})

test('with the memory lost, entries equal to the mirrors are ours, and others are not', () => {
  const scene: Scene = { texts: { [path]: '{"registry-mirrors": ["http://m.lan:5000/", "http://own"]}' }, owned: [hub] }
  expect(after([], scene)).toBe('{"registry-mirrors": ["http://own"]}')
  expect(planIn(docker, facts, [], { ...scene, owned: [] }).changes).toEqual([])
})
