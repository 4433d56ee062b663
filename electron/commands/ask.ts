import { createInterface } from 'node:readline/promises'

/** Asks a person at the terminal; whatever is not yes is no, and so is nobody there. */
export async function saysYes(question: string): Promise<boolean> {
  const line = createInterface({ input: process.stdin, output: process.stderr })
  try {
    const nobody = new Promise<string>((resolve) => line.once('close', () => resolve('')))
    return /^y(?:es)?$/i.test((await Promise.race([line.question(`${question} [y/N] `), nobody])).trim())
  } finally {
    line.close()
  }
}
