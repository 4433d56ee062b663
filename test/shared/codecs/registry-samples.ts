import { readFileSync } from 'node:fs'
import { root } from '../../house/sources.ts'

/** A file of the registry's corpus. */
export function sample(name: string): string {
  return readFileSync(`${root}test/corpus/registry/${name}`, 'utf8')
}

/** Its lines, without an empty last one. */
export function linesOf(name: string): readonly string[] {
  return sample(name).trimEnd().split('\n')
}

/** The bodies of recorded notifications, written as the registry writes them. */
export function bodiesOf(name: string): readonly string[] {
  return linesOf(name).map((line) => JSON.stringify((JSON.parse(line) as { readonly body: unknown }).body, null, 3))
}
