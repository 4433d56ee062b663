import TOML from '@iarna/toml'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gitlabRunner } from '../../../shared/engines/gitlab-runner.ts'
import type { GitlabRunnerFacts } from '../../../shared/facts.ts'
import { notice } from '../../../shared/notice.ts'
import { readGolden } from '../../golden/golden.ts'
import { propertyLimit, rounds } from '../../runs.ts'
import { ca, filesOf, memoryOf, mirror, places, planIn, textsAfter, told, type Scene } from './look.ts'

const path = '/etc/gitlab-runner/config.toml'
const json = '/etc/pullcord/gitlab-runner/daemon.json'
const mount = `${json}:/etc/docker/daemon.json:ro`
const facts: GitlabRunnerFacts = { id: 'gitlab-runner', scope: 'system', version: null, running: null }
const hub = mirror('docker.io=http://192.168.1.5:5000')
const dind = '[[runners]]\nexecutor = "docker"\n[runners.docker]\nprivileged = true\n'

/** A config.toml as gitlab-runner would understand it. */
interface Understood {
  readonly runners?: readonly {
    readonly name?: string
    readonly docker?: {
      readonly volumes?: readonly string[]
      readonly services?: readonly { readonly name: string; readonly command?: readonly string[] }[]
    }
    readonly machine?: { readonly MachineOptions?: readonly string[] }
  }[]
}
const understood = (text: string): Understood => TOML.parse(text.replaceAll('\r\n', '\n'))

const golden = readGolden('gitlab-runner.txt')
const mirrorsIn = (asked: readonly string[]) =>
  asked.filter((word) => word.includes('=http')).map((word) => mirror(word, { insecure: asked.includes('insecure') }))

test.each(golden)('$asked: $name', ({ asked, before, after }) => {
  const typed = mirrorsIn(asked)
  const more = { keepTheirs: !asked.includes('alone') }
  const plan = planIn(gitlabRunner, facts, typed, { texts: { [path]: before } }, more)
  expect(told(plan).refused).toEqual([])
  const texts = textsAfter(plan, { [path]: before })
  expect(texts[path]).toBe(after)
  // A file is mounted exactly where one is there to be mounted.
  expect(JSON.stringify(understood(after)).includes(`"${mount}"`)).toBe(texts[json] !== undefined)
  const scene: Scene = { texts, memory: memoryOf(plan) }
  expect(planIn(gitlabRunner, facts, typed, scene, more).changes).toEqual([])
  expect(textsAfter(planIn(gitlabRunner, facts, [], scene), texts)).toEqual({ [path]: before })
  if (plan.changes.length === 0) return
  const edited = { ...texts, [path]: `# mine\n${after}` }
  expect(textsAfter(planIn(gitlabRunner, facts, [], { ...scene, texts: edited }), edited)[path]).toBe(
    `# mine\n${before}`,
  )
})

describe('a file that gitlab-runner has written anew, which it does when a token is renewed', () => {
  // Its encoder knows no comments; order and form are its own.
  const rewritten = (text: string): string => TOML.stringify(TOML.parse(text.replaceAll('\r\n', '\n')))

  test.each(golden.filter(({ asked, before, after }) => before !== after && !asked.includes('alone')))(
    '$name',
    ({ asked, before, after }) => {
      const plan = planIn(gitlabRunner, facts, mirrorsIn(asked), { texts: { [path]: before } })
      const texts = { ...textsAfter(plan), [path]: rewritten(after).replace('glrt-t1_planted', 'glrt-t2_renewed') }
      const memory = memoryOf(plan)
      expect(planIn(gitlabRunner, facts, mirrorsIn(asked), { texts, memory }).changes).toEqual([])
      const off = planIn(gitlabRunner, facts, [], { texts, memory })
      const left = textsAfter(off, texts)
      expect(understood(left[path]!)).toEqual(understood(before.replace('glrt-t1_planted', 'glrt-t2_renewed')))
      expect(left[json]).toBeUndefined()
    },
  )
})

describe('what jobs find, by a parser of TOML that is not ours', () => {
  test('a service of config.toml', () => {
    const text = `${dind}[[runners.docker.services]]\nname = "docker:28-dind"\ncommand = ["--debug"]\n`
    const plan = planIn(gitlabRunner, facts, [hub], { texts: { [path]: text } })
    expect(understood(textsAfter(plan)[path]!).runners![0]!.docker!.services).toEqual([
      { name: 'docker:28-dind', command: ['--registry-mirror', hub.url, '--debug'] },
    ])
  })

  test('a file for those of the job, and leave not to verify', () => {
    const mirrors = [hub, mirror('docker.io=https://10.0.0.2:5443', { insecure: true })]
    const plan = planIn(gitlabRunner, facts, mirrors, { texts: { [path]: dind } })
    expect(plan.changes.map((change) => change.path)).toEqual([json, path])
    expect(JSON.parse(textsAfter(plan)[json]!)).toEqual({
      'registry-mirrors': [hub.url, 'https://10.0.0.2:5443'],
      'insecure-registries': ['10.0.0.2:5443'],
    })
    expect(told(plan).notes).toEqual(['docker-insecure-warning', 'runner-mount'])
  })

  test('a user’s own', () => {
    const mine = '/home/a/.gitlab-runner/config.toml'
    const plan = planIn(gitlabRunner, { ...facts, scope: 'user' }, [hub], { texts: { [mine]: dind } })
    expect(plan.changes.map((change) => change.path)).toEqual(['/home/a/cfg/pullcord/gitlab-runner/daemon.json', mine])
  })
})

describe('what is refused', () => {
  test.each<readonly [string, string, string, number, number]>([
    ['a header that is not closed', 'concurrent = 1\n[[runners]\n', 'unparseable-file', 2, 11],
    ['a text that is not closed', `${dind}image = "alpine\n`, 'unparseable-file', 5, 16],
    ['a key twice', `${dind}privileged = false\n`, 'unparseable-file', 5, 19],
    ['a list that is a text', `${dind}volumes = "/cache"\n`, 'runner-form', 1, 1],
    ['a runner that is a table', '[runners]\nexecutor = "docker"\n', 'runner-form', 1, 1],
    ['dotted keys without a list', '[[runners]]\nexecutor = "docker"\ndocker.privileged = true\n', 'runner-form', 1, 1],
    ['a byte order mark', `\uFEFF${dind}`, 'file-bom', 1, 1],
  ])('%s', (_, text, code, line, column) => {
    const plan = planIn(gitlabRunner, facts, [hub], { texts: { [path]: text } })
    expect(plan.changes).toEqual([])
    expect(plan.refused).toMatchObject([{ path, notice: { code }, line, column }])
    // A broken file that we have no part in is not ours to judge.
    expect(planIn(gitlabRunner, facts, [], { texts: { [path]: text } })).toMatchObject({ changes: [], refused: [] })
  })

  test('another file, and a directory that a container made of ours', () => {
    const elsewhere = { ...facts, config: '/srv/config.toml' }
    expect(told(planIn(gitlabRunner, elsewhere, [hub], { texts: { [path]: dind } })).refused).toEqual([
      'runner-elsewhere',
    ])
    expect(told(planIn(gitlabRunner, elsewhere, [], { texts: { [path]: dind } })).refused).toEqual([])
    const refused = {
      [json]: { kind: 'refused', notice: notice('file-not-regular', { path: json }), digest: null },
    } as const
    const plan = planIn(gitlabRunner, facts, [hub], { texts: { [path]: dind }, refused })
    expect([plan.changes, told(plan).refused]).toEqual([[], ['file-not-regular']])
  })

  test('a daemon.json in our directory that is not ours', () => {
    const plan = planIn(gitlabRunner, facts, [hub], { texts: { [path]: dind, [json]: '{}\n' } })
    expect(told(plan).refused).toEqual(['file-foreign'])
  })
})

describe('which mirrors it can use', () => {
  test.each<readonly [string, Parameters<typeof mirror>, string | null]>([
    ['by http', ['docker.io=http://192.168.1.5:5000'], null],
    ['by https', ['docker.io=https://m.example.com'], null],
    ['another upstream', ['quay.io=http://192.168.1.5:5000'], 'runner-hub-only'],
    ['a path', ['docker.io=https://m.example.com/hub'], 'runner-path'],
    ['an authority of its own', ['docker.io=https://m.example.com', { ca }], 'runner-ca'],
    ['this machine by its loopback', ['docker.io=http://127.0.0.1:5000'], 'runner-loopback'],
    ['and by its name', ['docker.io=http://localhost:5000'], 'runner-loopback'],
  ])('%s', (_, typed, code) => {
    const support = gitlabRunner.supports(mirror(...typed), facts)
    expect(support.ok ? null : support.notice.code).toBe(code)
    const plan = planIn(gitlabRunner, facts, [mirror(...typed)], { texts: { [path]: dind } })
    expect(plan.changes).toHaveLength(code === null ? 2 : 0)
    expect(told(plan).notes).toEqual([code ?? 'runner-mount'])
  })

  test('none where no runner could be told', () => {
    expect(gitlabRunner.supports(hub, { ...facts, fits: false })).toMatchObject({ notice: { code: 'runner-nothing' } })
    expect(told(planIn(gitlabRunner, facts, [hub], {})).notes).toEqual(['runner-nothing'])
  })
})

test('what is taken away last: a container that mounts what is gone would make a directory of it', () => {
  const running = { ...facts, running: { pid: 7, startedAt: 0 } }
  const on = planIn(gitlabRunner, running, [hub], { texts: { [path]: dind } })
  expect(on.reloads).toMatchObject([{ how: 'SIGHUP', pid: 7, stops: [], consent: null }])
  const off = planIn(gitlabRunner, running, [], { texts: textsAfter(on), memory: memoryOf(on) })
  expect(off.changes.map(({ path: at, late = false }) => [at, late])).toEqual([
    [path, false],
    [json, true],
  ])
})

test('a runner that was renamed, and one that was given the same by hand', () => {
  const text = `${dind}[[runners.docker.services]]\nname = "docker:dind"\n`.replace('executor', 'name = "a"\nexecutor')
  const other = text.replace('"a"', '"b"').replace(/$/, `command = ["--registry-mirror", "${hub.url}"]\n`)
  const on = planIn(gitlabRunner, facts, [hub], { texts: { [path]: text + other } })
  const renamed = textsAfter(on)[path]!.replace('"a"', '"c"')
  const memory = memoryOf(on)
  const kept = `# mine\n${textsAfter(on)[path]}`
  expect(textsAfter(planIn(gitlabRunner, facts, [], { texts: { [path]: kept }, memory }))[path]).toBe(
    `# mine\n${text}${other}`,
  )
  const off = textsAfter(planIn(gitlabRunner, facts, [], { texts: { [path]: renamed }, memory }))[path]!
  expect(understood(off).runners!.map(({ docker }) => docker!.services![0]!.command ?? [])).toEqual([
    [],
    ['--registry-mirror', hub.url],
  ])
})

test('memory that was lost', () => {
  const on = planIn(gitlabRunner, facts, [hub], { texts: { [path]: dind.concat('volumes = ["/cache"]\n') } })
  const off = planIn(gitlabRunner, facts, [], { texts: textsAfter(on), owned: [hub] })
  expect(off.changes.find((change) => change.path === path)?.after).toBe(dind.concat('volumes = ["/cache"]\n'))
})

describe('what the files say', () => {
  const effective = (texts: Readonly<Record<string, string>>) =>
    gitlabRunner.effective(
      filesOf(gitlabRunner, facts, { mirrors: [hub], keepTheirs: true, strict: false }, { texts }),
      facts,
      places,
    )

  test('once every runner that can be told was told', () => {
    const service = `${dind}[[runners.docker.services]]\nname = "docker:dind"\n`
    const on = textsAfter(planIn(gitlabRunner, facts, [hub], { texts: { [path]: dind + service } }))
    expect(effective(on)).toEqual({ endpoints: [{ upstream: 'docker.io', endpoint: hub.url }], problem: null })
    expect(effective({ [path]: on[path]! }).endpoints).toEqual([])
    expect(effective({ ...on, [path]: on[path]!.replace(/^command.*\n/m, '') }).endpoints).toEqual([])
    expect(effective({ [path]: dind }).endpoints).toEqual([])
    expect(effective({ [path]: 'a = ' }).problem?.code).toBe('unparseable-file')
  })

  test('nothing to those who may not look, and no alarm', () => {
    const forbidden = { kind: 'refused', notice: notice('file-forbidden', { path }), digest: null } as const
    const desired = { mirrors: [hub], keepTheirs: true, strict: false }
    const scene: Scene = { refused: { [path]: forbidden } }
    const look = (more: Scene) => filesOf(gitlabRunner, facts, desired, { ...scene, ...more })
    expect(gitlabRunner.effective(look({}), facts, places)).toEqual({ endpoints: [], problem: null })
    const memory = memoryOf(planIn(gitlabRunner, facts, [hub], { texts: { [path]: dind } })).slice(0, 1)
    expect(gitlabRunner.effective(look({ memory }), facts, places).problem?.code).toBe('file-forbidden')
  })
})

const runnerText = fc
  .record({
    name: fc.constantFrom('', 'a', 'b', 'two words', '"q"'),
    executor: fc.constantFrom('docker', 'docker+machine', 'shell', 'docker-autoscaler'),
    privileged: fc.boolean(),
    volumes: fc.option(fc.array(fc.constantFrom('/cache', '/certs/client', '/a:/b:ro', hub.url), { maxLength: 3 })),
    command: fc.option(
      fc.array(fc.constantFrom('--debug', '--registry-mirror', hub.url, '--registry-mirror=http://x', 'dockerd')),
    ),
    options: fc.option(
      fc.array(fc.constantFrom('engine-registry-mirror=http://x', 'a=b', `engine-registry-mirror=${hub.url}`)),
    ),
    indent: fc.constantFrom('', '  ', '\t'),
    lines: fc.boolean(),
    comment: fc.constantFrom('', ' # [[runners]]', ' # "x'),
  })
  .map(({ name, executor, privileged, volumes, command, options, indent, lines, comment }) => {
    const list = (key: string, items: readonly string[] | null): string => {
      const words = (items ?? []).map((item) => JSON.stringify(item))
      const text =
        lines && words.length > 0
          ? `[\n${words.map((word) => `${indent}${word},${comment}\n`).join('')}]`
          : `[${words.join(',')}]`
      return items === null ? '' : `${indent}${key} = ${text}${comment}\n`
    }
    return [
      `[[runners]]${comment}\n${name === '' ? '' : `name = ${JSON.stringify(name)}\n`}executor = "${executor}"\n`,
      `${indent}[runners.docker]\n${indent}privileged = ${privileged}${comment}\n${list('volumes', volumes)}`,
      command === null ? '' : `${indent}[[runners.docker.services]]\nname = "docker:dind"\n${list('command', command)}`,
      options === null ? '' : `[runners.machine]\n${list('MachineOptions', options)}`,
    ].join('')
  })

test('on, then off, gives the bytes, edited above or not', propertyLimit, () => {
  fc.assert(
    fc.property(
      fc.array(runnerText, { maxLength: 4 }),
      fc.boolean(),
      fc.boolean(),
      fc.boolean(),
      (all, crlf, open, keepTheirs) => {
        const whole = all.join('\n')
        const before = (open ? whole.replace(/\n$/, '') : whole).replaceAll('\n', crlf ? '\r\n' : '\n')
        const mirrors = [hub, mirror('docker.io=https://10.0.0.2', { insecure: true })]
        const on = planIn(gitlabRunner, facts, mirrors, { texts: { [path]: before } }, { keepTheirs })
        expect(told(on).refused).toEqual([])
        const texts = textsAfter(on, { [path]: before })
        const memory = memoryOf(on)
        expect(planIn(gitlabRunner, facts, mirrors, { texts, memory }, { keepTheirs }).changes).toEqual([])
        expect(textsAfter(planIn(gitlabRunner, facts, [], { texts, memory }), texts)).toEqual({ [path]: before })
        if (!memory.some(([{ kind }]) => kind === 'gitlab-runner-toml')) return
        const edited = { ...texts, [path]: `# mine\n${texts[path]}` }
        expect(textsAfter(planIn(gitlabRunner, facts, [], { texts: edited, memory }), edited)).toEqual({
          [path]: `# mine\n${before}`,
        })
      },
    ),
    { numRuns: rounds(300, 10_000) },
  )
})
