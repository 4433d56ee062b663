import { sentences, type Code } from './sentences.ts'

export type { Code }

/** What fills the `{names}` of a sentence. */
export type Values = Readonly<Record<string, string | number>>

/**
 * Something a person is told: why a thing cannot be, what was left alone, what to do next.
 * `code` and `values` let a face say it in another language; `message` and `hint` are the English.
 */
export interface Notice {
  readonly code: Code
  readonly values: Values
  readonly message: string
  readonly hint: string
}

/** All sentences in one language, under the same codes and with the same `{names}`. */
export type Sentences = Readonly<Record<Code, readonly [message: string, hint: string]>>

/** Fills `{name}` from the values; an unknown name stays visible rather than becoming "undefined". */
export function fill(template: string, values: Values): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : whole,
  )
}

/** Makes the notice for a code of `sentences`. */
export function notice(code: Code, values: Values = {}): Notice {
  const [message, hint] = sentences[code]
  return { code, values, message: fill(message, values), hint: fill(hint, values) }
}

/** The same notice in another language; a code that is newer than the table keeps its English. */
export function translate(said: Notice, into: Sentences): Notice {
  if (!Object.hasOwn(into, said.code)) return said
  const [message, hint] = into[said.code]
  return { ...said, message: fill(message, said.values), hint: fill(hint, said.values) }
}
