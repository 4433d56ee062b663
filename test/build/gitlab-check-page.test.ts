import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { findingKinds } from '../../shared/gitlab/check/finding-kinds.ts'
import { root } from '../house/sources.ts'

test('the page on checks has every finding, at its level, and no other', () => {
  const page = readFileSync(`${root}/build/gitlab/check.md`, 'utf8')
  const told = [...page.matchAll(/^\| `([\w-]+)` \| ([\w-]+) \|/gm)].map(([, code, level]) => [code, level])
  expect(told).toEqual(Object.entries(findingKinds).map(([code, [level]]) => [code, level]))
})
