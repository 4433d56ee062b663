import { engineIds, type Choice, type EngineId } from '../../shared/engine.ts'
import { failure } from '../../shared/errors.ts'
import type { Digest } from '../../shared/files.ts'
import {
  argumentsOf,
  formatRequest,
  protocolVersion,
  type Action,
  type HelperRequest,
} from '../../shared/helper-protocol.ts'
import type { Mirror } from '../../shared/registry.ts'
import { refuseUnlikeOurs } from '../system/approved.ts'

// As many as a person reads in a password dialog.
const maxMirrors = 20
const maxExpected = 300

/** Which verbs each action of polkit opens. What “restore” may take back by `toggle` is judged where it is done. */
const verbs: Readonly<Record<Action, readonly HelperRequest['verb'][]>> = {
  approve: ['approve', 'restore'],
  toggle: ['toggle', 'read', 'restore'],
}

/**
 * Reads a request as if its sender were hostile. What was understood is written again, and must be the very line:
 * so nothing in it can have meant something else to anyone.
 */
export function parseRequest(line: string, action: Action, args: readonly string[]): HelperRequest {
  const request = understand(line)
  if (formatRequest(request) !== line) throw malformed('it is not spelled as Pullcord spells it')
  if (!verbs[action].includes(request.verb)) throw malformed(`“${request.verb}” is not for this wrapper`)
  const expected = argumentsOf(action, request)
  if (expected.length !== args.length || !expected.every((argument, at) => argument === args[at]))
    throw malformed('the command line does not say what its request says')
  return request
}

function understand(line: string): HelperRequest {
  try {
    const value = objectOf(JSON.parse(line))
    if (value.version !== protocolVersion) throw failure('protocol-other-version', { version: protocolVersion })
    return requestOf(value)
  } catch (error) {
    if (error instanceof SyntaxError) throw malformed('it is no JSON')
    throw error
  }
}

type Fields = Readonly<Record<string, unknown>>

function requestOf(value: Fields): HelperRequest {
  const { verb } = value
  switch (verb) {
    case 'approve': {
      const only = booleanOf(value.only)
      const choice = value.choice === null ? null : choiceOf(objectOf(value.choice))
      if (choice === null && !only) throw malformed('it asks for nothing')
      return { verb, choice, only, acceptRisks: booleanOf(value.acceptRisks) }
    }
    case 'toggle':
      return {
        verb,
        set: setOf(value.set),
        engines: enginesOf(value.engines),
        expect: expectOf(objectOf(value.expect)),
        accept: booleanOf(value.accept),
      }
    case 'restore':
      return { verb, what: whatOf(objectOf(value.what)), accept: booleanOf(value.accept) }
    case 'read':
      return { verb, set: setOf(value.set), engines: enginesOf(value.engines) }
    default:
      throw malformed('there is no such verb')
  }
}

function choiceOf(value: Fields): Choice {
  const mirrors = listOf(value.mirrors, maxMirrors).map((one) => mirrorOf(objectOf(one)))
  if (mirrors.length === 0) throw malformed('it names no mirror')
  const names = new Set(mirrors.map(({ upstream, url }) => `${upstream}=${url}`))
  if (names.size < mirrors.length) throw malformed('it names a mirror twice')
  return { mirrors, keepTheirs: booleanOf(value.keepTheirs), strict: booleanOf(value.strict ?? false) }
}

function mirrorOf(value: Fields): Mirror {
  const ca = value.ca === null ? null : objectOf(value.ca)
  const mirror: Mirror = {
    upstream: textOf(value.upstream),
    url: textOf(value.url),
    insecure: booleanOf(value.insecure),
    ca: ca && { sha256: textOf(ca.sha256), pem: textOf(ca.pem) },
  }
  try {
    refuseUnlikeOurs(mirror)
  } catch (error) {
    throw failure('request-malformed', { why: (error as Error).message }, error)
  }
  return mirror
}

function expectOf(value: Fields): Readonly<Record<string, Digest | null>> {
  const entries = Object.entries(value)
  if (entries.length > maxExpected) throw malformed('it expects too much')
  return Object.fromEntries(
    entries.map(([key, digest]) => [
      matching(key, /^[A-Za-z0-9[\]:._-]{1,300}$/),
      digest === null ? null : digestOf(digest),
    ]),
  )
}

function whatOf(value: Fields): Extract<HelperRequest, { verb: 'restore' }>['what'] {
  const { kind } = value
  switch (kind) {
    case 'entry':
      return { kind, id: matching(value.id, /^[0-9A-Za-z-]{1,64}$/) }
    case 'keep':
      return { kind, engine: engineOf(value.engine) }
    case 'everything':
      return { kind }
    default:
      throw malformed('it does not say what to restore')
  }
}

function setOf(value: unknown): string | null {
  return value === null ? null : matching(value, /^[0-9a-f]{16}$/)
}

function digestOf(value: unknown): Digest {
  return matching(value, /^sha256:[0-9a-f]{64}$/)
}

function enginesOf(value: unknown): readonly EngineId[] {
  const engines = listOf(value, engineIds.length).map(engineOf)
  if (engines.length === 0 || new Set(engines).size < engines.length)
    throw malformed('it names no engine, or one twice')
  return engines
}

function engineOf(value: unknown): EngineId {
  const found = engineIds.find((id) => id === value)
  if (!found) throw malformed('there is no such engine')
  return found
}

function objectOf(value: unknown): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformed('it lacks an object')
  return value as Fields
}

function listOf(value: unknown, most: number): readonly unknown[] {
  if (!Array.isArray(value) || value.length > most) throw malformed('it lacks a list, or has too long a one')
  return value as readonly unknown[]
}

function textOf(value: unknown): string {
  if (typeof value !== 'string') throw malformed('it lacks a text')
  return value
}

function booleanOf(value: unknown): boolean {
  if (typeof value !== 'boolean') throw malformed('it lacks a yes or no')
  return value
}

function matching(value: unknown, form: RegExp): string {
  const text = textOf(value)
  if (!form.test(text)) throw malformed('a name in it is none')
  return text
}

function malformed(why: string): Error {
  return failure('request-malformed', { why })
}
