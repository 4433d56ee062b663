import { createInterface } from 'node:readline/promises'

/** Asks a person at the terminal for a line; empty where the input has ended. */
export async function askLine(question: string): Promise<string> {
  const line = createInterface({ input: process.stdin, output: process.stderr })
  const ended = new Promise<string>((resolve) => line.once('close', () => resolve('')))
  try {
    return (await Promise.race([line.question(question), ended])).trim()
  } finally {
    line.close()
  }
}

/** Asks a person at the terminal; whatever is not yes is no, and so is nobody there. */
export async function saysYes(question: string): Promise<boolean> {
  return /^y(?:es)?$/i.test(await askLine(`${question} [y/N] `))
}
