import { createInterface } from 'node:readline/promises'

/** Asks a person at the terminal; whatever is not yes is no. */
export async function saysYes(question: string): Promise<boolean> {
  const line = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return /^y(?:es)?$/i.test((await line.question(`${question} [y/N] `)).trim())
  } finally {
    line.close()
  }
}
