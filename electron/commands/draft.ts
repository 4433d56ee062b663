import { readFile } from 'node:fs/promises'
import type { MirrorDraft } from '../../shared/contract.ts'
import { failure } from '../../shared/errors.ts'
import type { Arguments } from './command.ts'

/** `docker.io=http://HOST:PORT`; without an upstream, docker.io is meant. */
export function split(text: string): { readonly upstream: string; readonly url: string } {
  const at = text.indexOf('=')
  const isUrl = /^[a-z][a-z0-9+.-]*:\/\//i.test(text)
  return at < 0 || isUrl
    ? { upstream: 'docker.io', url: text }
    : { upstream: text.slice(0, at), url: text.slice(at + 1) }
}

/** A mirror as it was named on the command line, with the file that `--ca` names. */
export async function draftOf(text: string, { insecure, ca }: Arguments['values']): Promise<MirrorDraft> {
  return { ...split(text), insecure: insecure === true, ca: typeof ca === 'string' ? await readAuthority(ca) : null }
}

async function readAuthority(path: string): Promise<string> {
  return await readFile(path, 'utf8').catch((error: unknown) => {
    throw failure('file-unreadable', { path, why: (error as Error).message }, error)
  })
}
