import { mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Rooted } from './tree-digest.ts'

const DAY = 86_400

/** Puts a file where a person would have put it long ago: yesterday, and thus before any engine started. */
export function placeFile(root: Rooted, inside: string, bytes: string | Uint8Array): void {
  const path = root.path(inside)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, bytes)
  const yesterday = Date.now() / 1000 - DAY
  utimesSync(path, yesterday, yesterday)
}
