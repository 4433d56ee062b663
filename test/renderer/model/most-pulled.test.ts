import { expect, test } from 'vitest'
import { mostPulled } from '../../../renderer/model/most-pulled.ts'

test('the ten most pulled come first, what was not reported after them', () => {
  const counts = [null, 3, 0, 12, ...Array.from({ length: 20 }, () => 1)]
  const repositories = counts.map((pulls, at) => ({ repository: `r${at}`, pulls, lastPulledAt: null }))
  const shown = mostPulled({ server: 'harbor', repositories, isComplete: true })
  expect(shown.map(({ pulls }) => pulls)).toEqual([12, 3, 1, 1, 1, 1, 1, 1, 1, 1])
  expect(mostPulled({ server: 'zot', repositories: repositories.slice(0, 3), isComplete: true }).at(-1)?.pulls).toBe(
    null,
  )
})
