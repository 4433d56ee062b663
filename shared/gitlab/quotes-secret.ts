import { decodeBase64 } from '../codecs/base64.ts'
import { objectOf, parseObject } from '../codecs/json-object.ts'

/** A text that holds so many characters of a secret in a row gives it away. */
const telling = 12

/** The secrets in a value of DOCKER_AUTH_CONFIG: each `auth` as it stands, its password, and each identity token. */
export function secretsIn(line: string): readonly string[] {
  return Object.values(objectOf(objectOf(parseObject(line)).auths)).flatMap((entry) => {
    const { auth, identitytoken } = objectOf(entry)
    const texts = [auth, identitytoken].filter((one) => typeof one === 'string')
    const both = typeof auth === 'string' ? (decodeBase64(auth) ?? '') : ''
    return [...texts, both.slice(both.indexOf(':') + 1)].filter((secret) => secret !== '')
  })
}

/**
 * Whether a text quotes a secret: a short one whole, of a longer one any part of twice `telling`, or its beginning of
 * once that. So a text that was cut, or wraps what it quotes, quotes it all the same.
 */
export function quotesSecret(text: string, secrets: readonly string[]): boolean {
  if (secrets.some((secret) => secret.length < telling && text.includes(secret))) return true
  const blocks = new Set<string>()
  for (const secret of secrets)
    for (let at = 0; at + telling <= secret.length; at += telling) blocks.add(secret.slice(at, at + telling))
  for (let at = 0; at + telling <= text.length; at++) if (blocks.has(text.slice(at, at + telling))) return true
  return false
}
