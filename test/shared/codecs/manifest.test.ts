import { expect, test } from 'vitest'
import { manifestTypes, parseManifest } from '../../../shared/codecs/manifest.ts'

const digest = (letter: string): string => `sha256:${letter.repeat(64)}`
const ociImage = 'application/vnd.oci.image.manifest.v1+json'
const ociIndex = 'application/vnd.oci.image.index.v1+json'
const image = { schemaVersion: 2, config: { size: 100 }, layers: [{ size: 2000 }, { size: 30 }] }

test('an image weighs its configuration and its layers', () => {
  const found = { kind: 'image', mediaType: ociImage, size: 2130, layers: 2 }
  expect(parseManifest(JSON.stringify({ ...image, mediaType: ociImage }), 'text/plain')).toEqual(found)
  expect(parseManifest(JSON.stringify(image), `${ociImage}; charset=utf-8`)).toEqual(found)
})

test('an index names a platform for each image, and leaves out what is attested of them', () => {
  const manifests = [
    { digest: digest('a'), size: 500, platform: { os: 'linux', architecture: 'amd64' } },
    { digest: digest('b'), size: 500, platform: { os: 'linux', architecture: 'arm64', variant: 'v8' } },
    { digest: digest('c'), size: 500, platform: { os: 'unknown', architecture: 'unknown' } },
    { digest: digest('d'), size: 500 },
    { digest: digest('e'), size: 500, platform: { os: '<b>', architecture: 5 } },
  ]
  expect(parseManifest(JSON.stringify({ schemaVersion: 2, manifests }), ociIndex)).toEqual({
    kind: 'index',
    mediaType: ociIndex,
    images: [
      { platform: 'linux/amd64', digest: digest('a') },
      { platform: 'linux/arm64/v8', digest: digest('b') },
      { platform: null, digest: digest('d') },
      { platform: null, digest: digest('e') },
    ],
  })
})

test('an index of very many images is cut short', () => {
  const manifests = Array.from({ length: 5000 }, () => ({ digest: digest('a') }))
  const found = parseManifest(JSON.stringify({ manifests }), ociIndex)
  expect(found.kind === 'index' && found.images.length).toBe(1000)
})

test.each<readonly [string, string, string]>([
  ['<html>', 'text/html', 'it is no JSON'],
  ['null', ociImage, 'its type is unknown'],
  ['[]', 'application/json', 'its type is unknown'],
  ['{"schemaVersion":1}', 'application/json', 'it is of docker’s schema 1'],
  ['{}', ociImage, 'it lists no parts'],
  ['{"layers":[null]}', ociImage, 'it lists no parts'],
  ['{"layers":[]}', ociImage, 'a part has no size'],
  ['{"layers":[{"size":"5"}],"config":{"size":1}}', ociImage, 'a part has no size'],
  ['{"layers":[{"size":-5}],"config":{"size":1}}', ociImage, 'a part has no size'],
  ['{"manifests":{}}', ociIndex, 'it lists no parts'],
  ['{"manifests":[{"digest":"sha256:../../x"}]}', ociIndex, 'an image has no digest'],
])('%s of type %s: %s', (text, type, why) => {
  expect(() => parseManifest(text, type)).toThrow(why)
})

test('a registry is asked for each of them', () => {
  expect(manifestTypes.split(', ')).toHaveLength(4)
})
