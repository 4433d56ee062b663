import { expect, it } from 'vitest'
import { latestGeneration, pairNames } from '../../../shared/gitlab/kit-names.ts'

it.each<readonly [number, readonly string[]]>([
  [0, []],
  [0, ['README.txt', 'registry.key', 'registry-auth.key.old', 'registry-auth-x.crt', 'registry-auth-0.crt']],
  [1, ['registry-auth.jwks.json']],
  [1, ['registry-auth.crt', 'registry-auth-2.overlap.crt']],
  [12, ['registry-auth.crt', 'registry-auth-2.crt', 'registry-auth-12.key']],
])('%i is the latest of %j', (latest, names) => {
  expect(latestGeneration(names)).toBe(latest)
})

it('is the latest by each of its own names', () => {
  for (const generation of [1, 2, 10]) {
    const { key, certificate, jwks } = pairNames(generation)
    for (const name of [key, certificate, jwks]) expect(latestGeneration([name])).toBe(generation)
  }
})

it('has names for the overlap only where there was one before', () => {
  expect(pairNames(1)).toMatchObject({ bundle: 'registry-auth.crt', bundleJwks: 'registry-auth.jwks.json' })
  expect(Object.values(pairNames(2))).toEqual([
    'registry-auth-2.key',
    'registry-auth-2.crt',
    'registry-auth-2.jwks.json',
    'registry-auth-2.overlap.crt',
    'registry-auth-2.overlap.jwks.json',
  ])
})
