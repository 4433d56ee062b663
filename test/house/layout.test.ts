import { expect, test } from 'vitest'
import { folders, sources, topLevel } from './sources.ts'

const longestFile = 300

/** Hosts that serve packages to npm, pip and the like: which of them is used is a machine's affair, not ours. */
const packageHost =
  /\b(?:registry\.(?:npmjs|npmmirror|yarnpkg)|(?:www\.)?npmjs|pypi|pythonhosted|crates|rubygems|(?:deb|security|archive)\.(?:debian|ubuntu))\.(?:org|com|io)\b/

test('there are no folders but ours', () => {
  const others = topLevel().filter(({ name, folder }) => folder && !name.startsWith('.') && !isOurs(name))
  expect(others).toEqual([])
})

const isOurs = (name: string): boolean => folders.some((folder) => folder === name)

test(`no source is longer than ${longestFile} lines`, () => {
  const code = sources(/\.(ts|tsx|mjs|css|sh)$/).map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
  expect(code.filter(({ lines }) => lines > longestFile)).toEqual([])
})

test('no file names a package host', () => {
  const naming = sources(/\.(json|jsonc|ts|tsx|mjs|js|md|html|sh|ya?ml|toml)$|^\.[^/]+$|^\.ci\//).flatMap(
    ({ path, text }) => {
      const host = packageHost.exec(text)?.[0]
      return host === undefined ? [] : [`${path}: ${host}`]
    },
  )
  expect(naming).toEqual([])
})
