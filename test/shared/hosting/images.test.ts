import { expect, test } from 'vitest'
import { registryImages, registryVersion, takesHours } from '../../../shared/hosting/images.ts'

test.each([
  ['docker-registry github.com/docker/distribution 2.8.2+ds1\n', '2.8.2+ds1'],
  ['registry github.com/docker/distribution v2.8.3', '2.8.3'],
  ['registry github.com/distribution/distribution/v3 v3.0.0', '3.0.0'],
  ['/usr/bin/docker-registry github.com/docker/distribution 2.8.2+ds1', '2.8.2+ds1'],
  ['registry 1.0 of someone else', null],
  ['', null],
])('%j is %j', (output, version) => {
  expect(registryVersion(output)).toBe(version)
})

test('only 3.x lets its hours be said', () => {
  expect([takesHours('3.0.0'), takesHours('2.8.3'), takesHours(null)]).toEqual([true, false, false])
})

test('no place is Docker Hub, whose limit would count', () => {
  for (const image of registryImages) expect(image).toMatch(/^(?!docker\.io\/)[a-z.]+\.[a-z]+\/.+:[\d.]+$/)
})
