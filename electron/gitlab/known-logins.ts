import { parseAuthConfig, type AuthConfig } from '../../shared/codecs/docker-auth-config.ts'
import type { KnownLogin, KnownLogins } from '../../shared/gitlab/auth-config.ts'
import { formatRegistryName, parseRegistryName } from '../../shared/gitlab/registry-name.ts'
import { notice, type Notice } from '../../shared/notice.ts'
import { authFilesOf, type AuthFile } from '../system/auth-files.ts'
import { listHelper } from '../system/credential-helper.ts'
import type { System } from '../system/system.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** One file that was read, and what it says. */
export interface ReadAuthFile extends AuthFile {
  readonly config: AuthConfig
}

/** The files of this user that can be read, in the order in which they count; why others cannot. */
export async function readAuthFiles(
  system: System,
  env: Environment,
): Promise<{ readonly files: readonly ReadAuthFile[]; readonly notices: readonly Notice[] }> {
  const files: ReadAuthFile[] = []
  const notices: Notice[] = []
  for (const file of authFilesOf(system, env)) {
    const state = await system.disk.read(file.path)
    if (state.kind === 'refused') notices.push(state.notice)
    if (state.kind !== 'text') continue
    const parsed = parseAuthConfig(file.path, state.text)
    if (parsed.ok) files.push({ ...file, config: parsed.value })
    else notices.push(parsed.refusal.notice)
  }
  return { files, notices }
}

/** Every registry that the user's files name a login for. Of a helper only its list is asked, no secret. */
export async function listKnownLogins(system: System, env: Environment): Promise<KnownLogins> {
  const { files, notices } = await readAuthFiles(system, env)
  const found = await Promise.all(files.map((file) => loginsOf(system, file)))
  return {
    logins: found.flatMap(({ logins }) => logins),
    notices: [...notices, ...found.flatMap((one) => one.notices)],
  }
}

async function loginsOf(system: System, { source, path, config }: ReadAuthFile): Promise<KnownLogins> {
  const kept = config.store === null ? null : await listOf(system, config.store)
  const named = (key: string): string | null => config.helpers.get(key) ?? null
  const all: Omit<KnownLogin, 'registry' | 'source' | 'path'>[] = []
  const keys: string[] = []
  const add = (key: string, login: (typeof all)[number]): void => {
    keys.push(key)
    all.push(login)
  }
  for (const [key, helper] of config.helpers) add(key, { user: null, kind: 'password', helper })
  for (const [key, user] of kept?.users ?? []) {
    const isToken = user === '<token>'
    add(key, { user: isToken ? null : user, kind: isToken ? 'identity-token' : 'password', helper: config.store })
  }
  for (const [key, { user, kind }] of config.logins)
    if (named(key) === null) add(key, { user: user === '' ? null : user, kind, helper: null })
  for (const key of config.passes) add(key, { user: null, kind: 'pass', helper: null })
  if (config.store !== null)
    for (const key of config.empty)
      if (named(key) === null) add(key, { user: null, kind: 'password', helper: config.store })
  // One registry has several spellings; the first is the one that counts. A key that is none is not shown: it may hold anything.
  const logins = new Map<string, KnownLogin>()
  for (const [at, login] of all.entries()) {
    const name = parseRegistryName(keys[at]!)
    if (!name.ok) continue
    const registry = formatRegistryName(name.value)
    if (!logins.has(registry)) logins.set(registry, { registry, source, path, ...login })
  }
  return { logins: [...logins.values()], notices: kept?.notice ? [kept.notice] : [] }
}

async function listOf(
  { processes }: System,
  helper: string,
): Promise<{ readonly users: ReadonlyMap<string, string>; readonly notice: Notice | null }> {
  const answer = processes ? await listHelper(processes, helper) : ({ kind: 'none' } as const)
  if (answer.kind === 'found') return { users: answer.value, notice: null }
  return {
    users: new Map(),
    notice: answer.kind === 'failed' ? notice('auth-helper-failed', { helper, why: answer.why }) : null,
  }
}
