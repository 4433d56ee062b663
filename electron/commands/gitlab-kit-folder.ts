import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Core } from '../../shared/contract.ts'
import { failure } from '../../shared/errors.ts'
import type { Kit } from '../../shared/gitlab/kit-calls.ts'
import { latestGeneration, pairNames } from '../../shared/gitlab/kit-names.ts'
import { kitDefaults, type KitOptions } from '../../shared/gitlab/kit-options.ts'
import { notice, type Notice } from '../../shared/notice.ts'
import { texts, type Arguments } from './command.ts'
import { errorJson } from './json.ts'
import { makeFile, makeFolder, namesIn } from './new-files.ts'
import { noticeLines } from './words.ts'

/** What became of a kit's files, for people and for scripts. */
interface Report {
  readonly lines: readonly string[]
  readonly json: unknown
}

/** Writes a kit into a folder; what is there already stays. A pair is made only where there is none at all. */
export async function writeKit(core: Core, folder: string, values: Arguments['values']): Promise<Report> {
  const options = optionsIn(values)
  const isPairThere = latestGeneration(namesIn(folder)) > 0
  // Asked before anything is made: a wrong option leaves no folder behind.
  const kit = await core.call('gitlab.kit', { options, withPair: !isPairThere })
  return write(folder, kit, isPairThere ? [notice('kit-pair-kept')] : [])
}

/** Writes a new pair beside the latest one in a folder. */
export async function writeRotation(core: Core, folder: string, values: Arguments['values']): Promise<Report> {
  const after = latestGeneration(namesIn(folder))
  const certificate = after === 0 ? null : textIn(join(folder, pairNames(after).certificate))
  if (certificate === null) throw failure('kit-pair-missing', { path: folder })
  const key = values['key'] === undefined ? null : keyIn(values)
  return write(folder, await core.call('gitlab.rotate', { after, certificate, key, days: daysIn(values) }), [])
}

function write(folder: string, { files, notes }: Kit, more: readonly Notice[]): Report {
  const { isOpen } = makeFolder(folder)
  const written: string[] = []
  const kept: string[] = []
  for (const file of files) {
    const isMade = makeFile(folder, file)
    if (isMade) written.push(file.name)
    else kept.push(file.name)
    // Somebody else has made a pair meanwhile: ours must not be mixed with it.
    if (!isMade && file.isSecret) throw failure('kit-kept', { names: file.name })
  }
  const all = [
    ...more,
    ...(kept.length > 0 ? [notice('kit-kept', { names: kept.join(', ') })] : []),
    ...(isOpen ? [notice('kit-folder-open', { path: folder })] : []),
    ...notes,
  ]
  const modes = new Map(files.map(({ name, mode }) => [name, mode.toString(8).padStart(4, '0')]))
  return {
    lines: [
      ...written.map((name) => `${modes.get(name)}  ${join(folder, name)}`),
      ...(written.length === 0 ? ['Nothing was written.'] : []),
      ...all.flatMap(noticeLines),
    ],
    json: {
      folder,
      written: written.map((name) => ({ name, mode: modes.get(name) })),
      kept,
      notes: all.map(errorJson),
    },
  }
}

function optionsIn(values: Arguments['values']): KitOptions {
  return {
    gitlabUrl: required(values, 'gitlab-url'),
    registryUrl: required(values, 'registry-url'),
    relativeUrl: last(values['relative-url']) ?? kitDefaults.relativeUrl,
    registry: versionIn(values),
    key: keyIn(values),
    days: daysIn(values),
    issuer: last(values['issuer']) ?? kitDefaults.issuer,
    service: last(values['service']) ?? kitDefaults.service,
  }
}

function versionIn(values: Arguments['values']): 2 | 3 {
  const told = last(values['registry']) ?? String(kitDefaults.registry)
  if (told !== '2' && told !== '3') throw misused('--registry is 2 or 3.')
  return told === '2' ? 2 : 3
}

function keyIn(values: Arguments['values']): KitOptions['key'] {
  const told = last(values['key']) ?? kitDefaults.key
  if (told !== 'rsa' && told !== 'ecdsa') throw misused('--key is rsa or ecdsa.')
  return told
}

function daysIn(values: Arguments['values']): number {
  const told = last(values['days']) ?? String(kitDefaults.days)
  if (!/^\d{1,6}$/.test(told)) throw misused('--days is a number.')
  return Number(told)
}

function required(values: Arguments['values'], name: string): string {
  const told = last(values[name])
  if (told === undefined) throw misused(`--${name} is missing.`)
  return told
}

function last(value: Arguments['values'][string]): string | undefined {
  return texts(value).at(-1)
}

function misused(why: string): Error {
  return failure('usage', { why, help: 'gitlab --help' })
}

function textIn(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}
