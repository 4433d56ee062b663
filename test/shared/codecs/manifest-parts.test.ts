import { expect, test } from 'vitest'
import { partsOf } from '../../../shared/codecs/manifest-parts.ts'

const digest = (sign: string): string => `sha256:${sign.repeat(64)}`
const part = (sign: string, size: number) => ({ mediaType: 'x', digest: digest(sign), size })

test('the blobs of an image', () => {
  const text = JSON.stringify({ schemaVersion: 2, config: part('a', 1), layers: [part('b', 2), part('c', 3)] })
  expect(partsOf(text)).toEqual({
    config: { digest: digest('a'), size: 1 },
    layers: [
      { digest: digest('b'), size: 2 },
      { digest: digest('c'), size: 3 },
    ],
  })
})

test.each([
  ['an index', { manifests: [part('a', 1)] }],
  ['no configuration', { layers: [part('a', 1)] }],
  ['a layer without a digest', { config: part('a', 1), layers: [{ size: 1 }] }],
  ['a path in place of a digest', { config: { digest: '../../x', size: 1 }, layers: [] }],
  ['a size below nothing', { config: part('a', -1), layers: [] }],
  ['a number', 5],
])('none in %s', (_, value) => {
  expect(partsOf(JSON.stringify(value))).toBeNull()
})
