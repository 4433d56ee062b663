import { parseObject } from './json-object.ts'

/** The token that an authority has given; null where the text is no such answer [distribution: spec/auth/token]. */
export function parseTokenAnswer(text: string): string | null {
  const { token, access_token: other } = parseObject(text) ?? {}
  const found = token ?? other
  return typeof found === 'string' && /^[\w.~+/=-]+$/.test(found) ? found : null
}
