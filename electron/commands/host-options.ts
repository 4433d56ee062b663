import { readFileSync } from 'node:fs'
import { failure } from '../../shared/errors.ts'
import type { HostOrder } from '../../shared/hosting/contract.ts'
import type { Arguments } from './command.ts'

type Values = Arguments['values']

/** The login of `--username` and `--password-stdin`; a password in an argument every process could see. */
export async function loginOf(values: Values): Promise<HostOrder['login']> {
  const { username } = values
  if ((typeof username === 'string') !== (values['password-stdin'] === true))
    throw failure('usage', { why: '--username and --password-stdin belong together.', help: 'host --help' })
  if (typeof username !== 'string') return null
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
  const password = Buffer.concat(chunks)
    .toString('utf8')
    .replace(/\r?\n$/, '')
  if (password === '') throw failure('usage', { why: 'No password came on standard input.', help: 'host --help' })
  return { username, password }
}

/** Who else may reach it. */
export function shareOf(values: Values): HostOrder['share'] {
  const [certificate, key] = [values['share-cert'], values['share-key']]
  if ((typeof certificate === 'string') !== (typeof key === 'string'))
    throw failure('usage', { why: '--share-cert and --share-key belong together.', help: 'host --help' })
  if (values['no-share'] === true) return 'loopback'
  if (typeof certificate === 'string' && typeof key === 'string')
    return { tls: { certificate: textIn(certificate), key: textIn(key) }, accept: true }
  return values.share === true ? { tls: null, accept: values.yes === true } : null
}

function textIn(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw failure('file-unreadable', { path, why: (error as Error).message }, error)
  }
}
