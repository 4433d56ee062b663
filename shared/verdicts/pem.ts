import { decodeUtf8 } from './go-bytes.ts'

const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----\r?\n([A-Za-z0-9+/=\r\n \t]*)-----END \1-----/g

/** Whether Go finds a certificate in a file: a PEM block by that name whose body begins as DER does. */
export function hasCertificate(bytes: Uint8Array): boolean {
  return blocks(bytes).some(({ name, body }) => name === 'CERTIFICATE' && body.startsWith('MI'))
}

/** Whether Go finds a private key in a file. */
export function hasKey(bytes: Uint8Array): boolean {
  return blocks(bytes).some(({ name, body }) => name.endsWith('PRIVATE KEY') && body.startsWith('M'))
}

function blocks(bytes: Uint8Array): readonly { readonly name: string; readonly body: string }[] {
  return [...decodeUtf8(bytes).text.matchAll(BLOCK)].map(([, name = '', body = '']) => ({ name, body: body.trim() }))
}
