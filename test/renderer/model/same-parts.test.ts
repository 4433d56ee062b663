import { expect, test } from 'vitest'
import { makeSharing } from '../../../renderer/model/same-parts.ts'
import { fakePull } from '../../e2e/fake-pulls.ts'

test('pulls share what is equal in them, and stay what they were', () => {
  const share = makeSharing()
  const [one, other] = [share(structuredClone(fakePull(1))), share(structuredClone(fakePull(2, { client: null })))]
  expect([one, other]).toEqual([fakePull(1), fakePull(2, { client: null })])
  expect([other.why, other.engine, other.sources]).toEqual([one.why, one.engine, one.sources])
  expect(other.why).toBe(one.why)
  expect(other.engine).toBe(one.engine)
  expect(other.sources).toBe(one.sources)
})

test('what is different stays different, however much of it there is', () => {
  const share = makeSharing()
  const names = Array.from({ length: 5_000 }, (_, at) => `client-${at}`)
  expect(names.map((client) => share(fakePull(1, { client })).client)).toEqual(names)
})
