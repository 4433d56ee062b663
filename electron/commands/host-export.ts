import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Core } from '../../shared/contract.ts'
import { failure } from '../../shared/errors.ts'
import { exportFormats } from '../../shared/hosting/contract.ts'
import { exit, print, printJson, type Arguments } from './command.ts'

/** Prints a mirror as files for a server, or writes them where `--out` says; a file that is there stays as it is. */
export async function exportTo(core: Core, id: string, { format, out, json }: Arguments['values']): Promise<number> {
  const chosen = exportFormats.find((one) => one === (format ?? 'compose'))
  if (!chosen) throw failure('usage', { why: `--format is one of ${exportFormats.join(', ')}.`, help: 'host --help' })
  const files = await core.call('host.export', { id, format: chosen })
  if (typeof out === 'string') {
    const paths = files.map(({ name }) => join(out, name))
    files.forEach(({ text }, at) => writeNew(out, paths[at]!, text))
    if (json) printJson({ files: paths })
    else print(...paths)
  } else if (json) printJson({ files })
  else process.stdout.write(files.map(({ name, text }) => (files.length > 1 ? `# ${name}\n${text}` : text)).join('\n'))
  return exit.done
}

function writeNew(directory: string, path: string, text: string): void {
  try {
    mkdirSync(directory, { recursive: true })
    writeFileSync(path, text, { flag: 'wx' })
  } catch (error) {
    throw failure('host-not-written', { path, why: (error as Error).message }, error)
  }
}
