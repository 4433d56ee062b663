import type { Core } from '../../shared/contract.ts'
import { asAppError, failure } from '../../shared/errors.ts'
import type { MirrorSource } from '../../shared/setup/setup.ts'
import { askLine } from './ask.ts'
import { print, type Arguments } from './command.ts'
import { draftOf } from './draft.ts'
import { noticeLines } from './words.ts'

/** Where the first mirror is: as the options say, or else as a person at the terminal does. */
export async function chooseSource(values: Arguments['values'], core: Core, isAsking: boolean): Promise<MirrorSource> {
  const upstream = typeof values.upstream === 'string' ? values.upstream : 'docker.io'
  if (values.here === true && typeof values.mirror === 'string')
    throw failure('usage', { why: '--mirror and --here exclude each other.', help: 'setup --help' })
  if (values.here === true) return { kind: 'here', upstream }
  if (typeof values.mirror === 'string') return { kind: 'team', draft: await draftOf(values.mirror, values) }
  if (!isAsking)
    throw failure('usage', { why: 'Say where the mirror is: --mirror URL, or --here.', help: 'setup --help' })
  print('Does your team have a mirror? Give its URL, or press Enter to run one on this computer.')
  for (;;) {
    const line = await askLine('Mirror: ')
    if (line === '') return { kind: 'here', upstream }
    const source = await tested(line, values, core)
    if (source) return source
  }
}

// A person can be asked again; a script is told once, by the set-up itself.
async function tested(line: string, values: Arguments['values'], core: Core): Promise<MirrorSource | null> {
  try {
    const draft = await draftOf(line, values)
    const { health, latencyMs, notice } = await core.call('mirror.test', { draft })
    if (notice) print(...noticeLines(notice))
    if (health !== 'up' && health !== 'needs-login') return null
    if (latencyMs !== null) print(`  It answers, after ${latencyMs} ms.`)
    return { kind: 'team', draft }
  } catch (error) {
    print(...noticeLines(asAppError(error).notice))
    return null
  }
}
