import { expect, test } from 'vitest'
import { imageName } from '../../../renderer/model/image-name.ts'

const digest = `sha256:${'ab'.repeat(32)}`

test.each([
  ['docker.io', 'library/alpine', '3.20', null, 'alpine:3.20'],
  ['docker.io', 'grafana/grafana', null, null, 'grafana/grafana'],
  ['quay.io', 'library/tool', '1', null, 'quay.io/library/tool:1'],
  ['docker.io', 'library/alpine', null, digest, 'alpine@sha256:abababababab…'],
  ['docker.io', 'library/alpine', '3', digest, 'alpine:3@sha256:abababababab…'],
])('%s/%s %s %s', (upstream, repository, tag, of, name) => {
  expect(imageName({ upstream, repository, tag, digest: of })).toBe(name)
})
