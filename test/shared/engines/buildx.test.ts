import { describe, expect, test } from 'vitest'
import { buildx } from '../../../shared/engines/buildx.ts'
import { commandLine, commandsFor } from '../../../shared/engines/buildx/builders.ts'
import type { Builder, BuilderNode, BuildxFacts } from '../../../shared/facts.ts'
import { ca, memoryOf, mirror, planIn, textsAfter, told, type Scene } from './look.ts'

const path = '/home/a/.docker/buildx/buildkitd.default.toml'
const hub = mirror('docker.io=http://m:5000')
const node: BuilderNode = { name: 'n0', endpoint: 'default', platforms: [], options: {}, flags: [], config: null }
const builder = (name: string, config: string | null): Builder => ({ name, madeAt: null, nodes: [{ ...node, config }] })
const factsOf = (builders: readonly Builder[], environment: readonly string[] = []): BuildxFacts => ({
  id: 'buildx',
  scope: 'user',
  version: null,
  builders,
  environment,
})

test('the default of new builders, and off takes it away', () => {
  const on = planIn(buildx, factsOf([]), [hub], {})
  expect(told(on)).toEqual({ refused: [], notes: [] })
  expect(on.reloads).toEqual([])
  expect(on.changes).toMatchObject([{ path, base: null }])
  const scene: Scene = { texts: textsAfter(on), memory: memoryOf(on) }
  expect(planIn(buildx, factsOf([]), [], scene).changes).toMatchObject([{ path, after: null }])
})

describe('builders that were made before', () => {
  // As buildx writes what it has read: in another order and indentation, certificates under paths of the container.
  const asMade =
    '\n[registry]\n\n  [registry."m:5000"]\n    http = true\n\n  [registry."docker.io"]\n    mirrors = ["m:5000"]\n'

  test.each<readonly [string, string | null, readonly string[], readonly string[]]>([
    ['with nothing', null, ['one'], []],
    ['with what is planned', asMade, [], []],
    ['with a configuration of their own', 'debug = true\n', [], ['buildx-own-config']],
    ['with none of ours', asMade.replace('["m:5000"]', '["x"]'), [], ['buildx-own-config']],
  ])('%s', (_, config, stops, notes) => {
    const plan = planIn(buildx, factsOf([builder('one', config)]), [hub], {})
    expect(plan.reloads.flatMap((reload) => reload.stops)).toEqual(stops)
    expect(told(plan)).toEqual({ refused: [], notes })
  })

  test('with the default as it was, and with certificates', () => {
    const before = 'debug = true\n'
    const secure = mirror('docker.io=https://s:1', { ca })
    const on = planIn(buildx, factsOf([builder('one', before)]), [secure], { texts: { [path]: before } })
    expect(on.reloads[0]?.stops).toEqual(['one'])
    const made = textsAfter(on)[path]!.replace(/ca = .*/, `ca = ["/etc/buildkit/certs/s_1/buildx-${ca.sha256}.crt"]`)
    const scene: Scene = { texts: textsAfter(on), memory: memoryOf(on) }
    expect(planIn(buildx, factsOf([builder('one', made)]), [secure], scene).reloads).toEqual([])
    expect(planIn(buildx, factsOf([builder('one', before)]), [secure], scene).reloads).toHaveLength(1)
    expect(planIn(buildx, factsOf([builder('one', made)]), [], scene).reloads[0]?.stops).toEqual(['one'])
  })

  test('are made anew only with a yes, by commands that are shown', () => {
    const plan = planIn(buildx, factsOf([builder('one', null), builder('two', null)]), [hub], {})
    expect(plan.reloads).toMatchObject([
      { how: 'restart', stops: ['one', 'two'], consent: { code: 'buildx-recreate' } },
    ])
    expect(plan.reloads[0]?.consent?.hint).toContain(
      'docker buildx rm --keep-state one && docker buildx create --name one --driver docker-container --node n0 default',
    )
  })

  test('are nothing to us where we have no part', () => {
    expect(
      planIn(buildx, factsOf([builder('one', null)]), [], { texts: { [path]: 'debug = true\n' } }).reloads,
    ).toEqual([])
  })
})

test('the environment may lead elsewhere', () => {
  expect(told(planIn(buildx, factsOf([], ['BUILDX_CONFIG']), [hub], {})).refused).toEqual(['buildx-environment'])
  expect(told(planIn(buildx, factsOf([], ['BUILDX_CONFIG']), [], {})).refused).toEqual([])
})

describe('the commands that make a builder anew', () => {
  const full: BuilderNode = {
    name: 'n0',
    endpoint: 'unix:///run/d.sock',
    platforms: ['linux/arm64', 'linux/arm/v7'],
    options: { network: 'host', 'env.X': 'a,"b' },
    flags: ['--debug', '--x=y'],
    config: null,
  }

  test('say all of it', () => {
    const two: Builder = { name: 'b', madeAt: null, nodes: [full, { ...node, name: 'n1' }] }
    const create = 'docker buildx create --name b --driver docker-container --node n0 --driver-opt network=host'.split(
      ' ',
    )
    expect(commandsFor(two)).toEqual([
      ['docker', 'buildx', 'rm', '--keep-state', 'b'],
      create.concat(
        '--driver-opt',
        '"env.X=a,""b"',
        '--buildkitd-flags=--debug --x=y',
        '--platform',
        'linux/arm64,linux/arm/v7',
        'unix:///run/d.sock',
      ),
      ['docker', 'buildx', 'create', '--name', 'b', '--append', '--node', 'n1', 'default'],
    ])
    expect(commandLine(two)).toContain(` --driver-opt '"env.X=a,""b"' '--buildkitd-flags=--debug --x=y' `)
  })

  test.each<readonly [readonly string[], readonly string[]]>([
    [['--allow-insecure-entitlement=network.host'], []],
    [['--debug', '--allow-insecure-entitlement=network.host'], ['--buildkitd-flags=--debug']],
    [
      ['--allow-insecure-entitlement=security.insecure', '--allow-insecure-entitlement=network.host'],
      ['--buildkitd-flags=--allow-insecure-entitlement=security.insecure --allow-insecure-entitlement=network.host'],
    ],
  ])('leave out what buildx adds: %j', (flags, words) => {
    const argv = commandsFor({ name: 'b', madeAt: null, nodes: [{ ...full, flags }] })?.[1] ?? []
    expect(argv.filter((word) => word.startsWith('--buildkitd-flags'))).toEqual(words)
  })

  test('are none where they could not', () => {
    const odd: Builder = { name: 'b', madeAt: null, nodes: [{ ...full, flags: ["--x='y z'"] }] }
    expect(commandsFor(odd)).toBeNull()
    expect(commandsFor({ name: 'b', madeAt: null, nodes: [] })).toBeNull()
    expect(commandLine(odd)).toBe('docker buildx rm --keep-state b && docker buildx create --name b …')
  })
})
