import { expect } from 'vitest'
import type { Machine, RunOptions } from '../lab/machine.ts'
import { type Answer, type Json, pullcord } from '../lab/pullcord.ts'

/** The verdict of a command, short enough to compare and long enough to read when it is not as expected. */
function shown({ code, stdout, stderr }: Answer): string {
  return `exit ${code}\n${stdout}${stderr}`
}

/** Runs `pullcord … --json`, which must exit with the code, and returns its JSON. */
export async function asks(
  machine: Machine,
  args: readonly string[],
  code = 0,
  options: RunOptions = {},
): Promise<Json> {
  const answer = await pullcord(machine, [...args, '--json'], options)
  expect(answer.code, shown(answer)).toBe(code)
  expect(answer.json, `JSON on stdout: ${shown(answer)}`).not.toBeNull()
  return answer.json ?? {}
}

/** What every failure says with `--json`. */
export interface Failure {
  readonly code: string
  readonly message: string
  readonly hint: string
  readonly path: string | null
}

/** The error of the whole run, or of the engine that failed in it. */
function errorIn(json: Json): Failure | undefined {
  const { error, engines = [] } = json as {
    readonly error?: Failure
    readonly engines?: readonly { readonly error?: Failure | null }[]
  }
  return error ?? engines.find((engine) => engine.error)?.error ?? undefined
}

/** Runs `pullcord … --json`, which must fail with the exit code, and returns the error it tells. */
export async function fails(
  machine: Machine,
  args: readonly string[],
  code: number,
  options: RunOptions = {},
): Promise<Failure> {
  const json = await asks(machine, args, code, options)
  const error = errorIn(json)
  expect(error, JSON.stringify(json)).toMatchObject({
    code: expect.any(String) as string,
    message: expect.stringMatching(/\w+/) as string,
    hint: expect.stringMatching(/\w+/) as string,
  })
  return error as Failure
}

/** One engine of `status --json`. */
export interface EngineEntry {
  readonly id: string
  readonly scope: string
  readonly version: string | null
  readonly state: string
  readonly reason: string | null
  readonly remedy: string | null
  readonly mirrors: readonly { readonly upstream: string; readonly url: string }[]
  readonly notes: readonly string[]
  readonly strict: readonly string[]
  readonly targets: readonly { readonly path: string; readonly ours: boolean }[]
}

/** What `status --json` says of one engine in one scope. */
export async function statusOf(
  machine: Machine,
  id: string,
  scope: string,
  options: RunOptions = {},
  args: readonly string[] = [],
): Promise<EngineEntry> {
  const { engines } = (await asks(machine, ['status', ...args], 0, options)) as unknown as {
    engines: readonly EngineEntry[]
  }
  const entry = engines.find((engine) => engine.id === id && engine.scope === scope)
  if (entry === undefined) throw new Error(`no ${id}:${scope} in ${JSON.stringify(engines)}`)
  return entry
}

/** A mirror option for `pullcord on`. */
export function mirrored(upstream: string, url: string): readonly string[] {
  return ['--mirror', `${upstream}=${url}`]
}
