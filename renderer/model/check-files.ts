import { checkLimits } from '../../shared/gitlab/check/limits.ts'
import type { GivenFile } from '../../shared/gitlab/check/read-files.ts'

/** Files that were chosen, as the core takes them, and the names of those that it would not take. */
export interface ChosenFiles {
  readonly files: readonly GivenFile[]
  readonly left: readonly string[]
}

/** Reads files that were chosen or dropped beside those that are there; one of the same name takes the place of the first. */
export async function withFiles(before: readonly GivenFile[], chosen: readonly File[]): Promise<ChosenFiles> {
  const found = new Map(before.map((file) => [file.path, file]))
  const left: string[] = []
  for (const file of chosen) {
    const path = file.webkitRelativePath === '' ? file.name : file.webkitRelativePath
    const length = [...found.values()].reduce((sum, { text }) => sum + text.length, file.size)
    const isTooMany = (!found.has(path) && found.size >= checkLimits.files) || length > checkLimits.whole
    if (file.size > checkLimits.fileLength || isTooMany) left.push(path)
    // A browser does not tell who may read a file.
    else found.set(path, { path, text: await file.text(), mode: null })
  }
  return { files: [...found.values()], left }
}
