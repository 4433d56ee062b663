import { readFileSync } from 'node:fs'
import { failure } from '../../shared/errors.ts'

const longest = 64 * 1024

/** One secret from standard input, to its end; the line end behind it is not part of it. */
export function secretFromStdin(): string {
  // 0 is standard input, whatever it is: a pipe, a file, a here-document.
  const text = readFileSync(0, 'utf8').replace(/\r?\n$/, '')
  if (text === '' || text.length > longest || text.includes('\n'))
    throw failure('usage', { why: 'Standard input does not hold one line.', help: 'gitlab --help' })
  return text
}

/** Asks for a secret at the terminal; nothing of it is shown, and no shell remembers it. */
export async function askSecret(question: string): Promise<string> {
  const { stdin, stderr } = process
  if (!stdin.isTTY) throw failure('usage', { why: 'There is no terminal to ask at.', help: 'gitlab --help' })
  // First, so that nothing typed at the sight of the question is shown.
  stdin.setRawMode(true).setEncoding('utf8').resume()
  stderr.write(`${question}: `)
  let typed = ''
  try {
    return await new Promise((resolve, reject) => {
      stdin.on('data', (chunk: string) => {
        for (const sign of chunk) {
          if (sign === '\r' || sign === '\n' || sign === '\u0004') return resolve(typed)
          if (sign === '\u0003') return reject(failure('usage', { why: 'Stopped.', help: 'gitlab --help' }))
          typed = sign === '\u007f' || sign === '\b' ? typed.slice(0, -1) : typed + sign
        }
      })
    })
  } finally {
    stdin.removeAllListeners('data').setRawMode(false).pause()
    stderr.write('\n')
  }
}
