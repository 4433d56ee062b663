import { Buffer } from 'node:buffer'

/** What is said to a guest and what it answers, as program.ts spells it; null where nothing is. */
export type Word = string | Uint8Array | null

const harmless = /^[A-Za-z0-9/._:+@%,-]+$/

/** Spells one argument; bytes always as base64. */
export function formatWord(word: Word): string {
  if (word === null) return '-'
  if (typeof word === 'string' && harmless.test(word)) return `:${word}`
  return `=${Buffer.from(word).toString('base64')}`
}

/** Reads one word of an answer, as bytes. */
export function parseWord(text: string): Buffer | null {
  if (text.startsWith(':')) return Buffer.from(text.slice(1))
  return text.startsWith('=') ? Buffer.from(text.slice(1), 'base64') : null
}
