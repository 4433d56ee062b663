import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The folder that holds package.json, with a slash at its end. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

/** The folders that hold everything but what a tool wants at the top. */
export const folders = ['electron', 'renderer', 'shared', 'build', 'test'] as const

/** What is at the top of a clone but not of the repository. */
const made = ['node_modules', 'dist', '.git']

/** A file of the project: its path from the root, and what it holds. */
export interface Source {
  readonly path: string
  readonly text: string
}

/** Every entry at the top that is not made by a command of ours or by git. */
export function topLevel(): readonly { readonly name: string; readonly folder: boolean }[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => !made.includes(entry.name))
    .map((entry) => ({ name: entry.name, folder: entry.isDirectory() }))
}

/** Every file of the project whose path matches. */
export function sources(matching: RegExp): readonly Source[] {
  const top = topLevel()
  const below = top
    .filter((entry) => entry.folder)
    .flatMap(({ name }) =>
      readdirSync(`${root}${name}`, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => `${entry.parentPath}/${entry.name}`.slice(root.length)),
    )
  return [...top.filter((entry) => !entry.folder).map(({ name }) => name), ...below]
    .filter((path) => matching.test(path))
    .map((path) => ({ path, text: readFileSync(`${root}${path}`, 'utf8') }))
}
