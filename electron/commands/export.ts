import { writeFile } from 'node:fs/promises'
import { failure } from '../../shared/errors.ts'
import { exit, print, printJson, type Command } from './command.ts'

export const exportList: Command = {
  summary: 'the list and the profiles for a colleague, as a file or a link',
  usage: 'export [--out FILE] [--link]',
  options: { out: { type: 'string' }, link: { type: 'boolean' } },
  help: [
    ['--out FILE', 'write it there; without it, to the terminal'],
    ['--link', 'a pullcord:// link instead'],
  ],
  async run({ values }, core) {
    const { text, link } = await core.call('exchange.write', {})
    const wanted = values.link ? `${link}\n` : text
    if (typeof values.out === 'string') await save(values.out, wanted)
    if (values.json) printJson({ text, link, out: values.out ?? null })
    else if (typeof values.out === 'string') print(`Written to ${values.out}; it holds no login.`)
    else process.stdout.write(wanted)
    return exit.done
  },
}

async function save(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text)
  } catch (error) {
    throw failure('export-unwritten', { path, why: (error as Error).message }, error)
  }
}
