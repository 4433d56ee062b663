import { readFileSync } from 'node:fs'
import { failure } from '../../shared/errors.ts'
import type { LoginPick, LoginSource, VariableOrder, VariablePlace } from '../../shared/gitlab/auth-config.ts'
import { texts, type Arguments, type Command } from './command.ts'
import { askSecret, secretFromStdin } from './secret-input.ts'

type Values = Arguments['values']

/** What `gitlab auth-config` takes. */
export const authOptions: Command['options'] = {
  registry: { type: 'string', multiple: true },
  from: { type: 'string' },
  user: { type: 'string' },
  'password-stdin': { type: 'boolean' },
  'no-login': { type: 'boolean' },
  'allow-realm': { type: 'string', multiple: true },
  'plain-http': { type: 'boolean' },
  ca: { type: 'string' },
  as: { type: 'string' },
  reveal: { type: 'boolean' },
  out: { type: 'string' },
  copy: { type: 'boolean' },
  'copy-for': { type: 'string' },
  'set-variable': { type: 'string' },
  gitlab: { type: 'string' },
  'token-stdin': { type: 'boolean' },
  visibility: { type: 'string' },
  protected: { type: 'boolean' },
  environment: { type: 'string' },
}

/** A line for each of them. */
export const authHelp: Command['help'] = [
  ['--registry R,…', 'the registries whose logins go into it; without it, those on file are listed'],
  ['--from F', 'docker or podman: whose file; without it docker’s first, then podman’s'],
  ['--user U', 'a login that is on no file, for one registry; its password is asked for'],
  ['--password-stdin', 'reads that password from standard input; it is in no argument'],
  ['--no-login', 'does not try the logins'],
  ['--allow-realm H', 'lets logins go to a token service on another domain'],
  ['--plain-http', 'lets logins go to a registry without TLS'],
  ['--ca FILE', 'the authority that signed the certificates of registry and GitLab (PEM)'],
  ['--as FORM', 'line (as it is), config-toml (for the runner), ci-yml (lines without a secret)'],
  ['--reveal', 'shows the secret at a terminal; into a pipe or a file it always goes whole'],
  ['--out FILE', 'writes it to a new file that only you may read'],
  ['--copy', 'to the clipboard, for 45 s or --copy-for SECONDS'],
  ['--set-variable P', 'project:PATH, group:PATH or instance: sets it by GitLab’s API'],
  ['--gitlab URL', 'with --set-variable: the GitLab'],
  ['--token-stdin', 'its access token from standard input; else from GITLAB_TOKEN, else it is asked for'],
  ['--visibility V', 'with --set-variable: masked (unless told), hidden or visible'],
  ['--protected', 'with --set-variable: for protected branches and tags alone'],
  ['--environment S', 'with --set-variable: its environment scope, * unless told'],
]

const wrong = (why: string) => failure('usage', { why, help: 'gitlab --help' })

/** The registries that were named, with the login that was typed for one. */
export async function picksOf(values: Values): Promise<readonly LoginPick[]> {
  const registries = texts(values.registry)
    .flatMap((text) => text.split(','))
    .filter((text) => text !== '')
  const source = oneOf(values.from, '--from', ['docker', 'podman'] satisfies LoginSource[], null)
  if (values.user === undefined) {
    if (values['password-stdin']) throw wrong('--password-stdin goes with --user.')
    return registries.map((registry) => ({ registry, source, typed: null }))
  }
  if (registries.length !== 1) throw wrong('--user goes with one --registry.')
  if (values['password-stdin'] && values['token-stdin'])
    throw wrong('Standard input holds one secret: --password-stdin or --token-stdin.')
  const [registry = ''] = registries
  const password = values['password-stdin'] ? secretFromStdin() : await askSecret(`Password for ${registry}`)
  return [{ registry, source, typed: { user: String(values.user), password } }]
}

/** Where and how the variable is to be set; null where nobody asks for it. */
export async function variableOrderOf(values: Values, ca: string | null): Promise<VariableOrder | null> {
  if (values['set-variable'] === undefined) return null
  if (typeof values.gitlab !== 'string') throw wrong('--set-variable goes with --gitlab URL.')
  const order = {
    gitlab: values.gitlab,
    place: placeOf(String(values['set-variable'])),
    visibility: oneOf(values.visibility, '--visibility', ['masked', 'hidden', 'visible'] as const, 'masked'),
    protected: values.protected === true,
    environment: String(values.environment ?? '*'),
    ca,
  }
  if (order.place.kind === 'instance' && order.environment !== '*')
    throw wrong('A variable of the instance has no environment scope.')
  if (order.place.kind === 'instance' && order.visibility === 'hidden')
    throw wrong('GitLab hides no variable of the instance.')
  const fromStdin = values['token-stdin'] ? secretFromStdin() : process.env.GITLAB_TOKEN
  return { ...order, token: fromStdin || (await askSecret(`Access token for ${order.gitlab}`)) }
}

function placeOf(text: string): VariablePlace {
  if (text === 'instance') return { kind: 'instance' }
  const [, kind, path = ''] = /^(project|group):(.+)$/.exec(text) ?? []
  if (kind !== 'project' && kind !== 'group') throw wrong('--set-variable takes project:PATH, group:PATH or instance.')
  return { kind, path: path.replaceAll(/^\/+|\/+$/g, '') }
}

/** One of some words; `none` where nothing was typed. */
export function oneOf<W extends string, N>(typed: unknown, option: string, words: readonly W[], none: N): W | N {
  if (typed === undefined) return none
  const word = words.find((one) => one === typed)
  if (word === undefined) throw wrong(`${option} takes one of ${words.join(', ')}.`)
  return word
}

/** The text of a file that was named; null where none was. */
export function textOf(path: unknown): string | null {
  if (typeof path !== 'string') return null
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw failure('file-unreadable', { path, why: (error as Error).message }, error)
  }
}
