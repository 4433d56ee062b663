import type { Core } from '../../shared/contract.ts'
import { asAppError, failure } from '../../shared/errors.ts'
import type { Identified } from '../../shared/mirrors/contract.ts'
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
    const typed = await draftOf(line, values)
    const { url, insecure, ca } = typed
    const found = await core.call('mirror.identify', { task: 'setup', draft: { url, insecure, ca } })
    print(...foundLines(found))
    if (found.url === null || (found.health !== 'up' && found.health !== 'needs-login')) return null
    // Only who named no registry is helped to one.
    const upstream = line.includes('=') ? typed.upstream : (found.upstream ?? typed.upstream)
    return { kind: 'team', draft: { ...typed, upstream, url: found.url } }
  } catch (error) {
    print(...noticeLines(asAppError(error).notice))
    return null
  }
}

function foundLines({
  notice,
  latencyMs,
  server,
  isPullThrough,
  upstream,
  suggestions,
}: Identified): readonly string[] {
  const kind = isPullThrough ? `a pull-through cache${upstream === null ? '' : ` of ${upstream}`}` : 'a registry'
  const name = server ? `${server.name}${server.version === null ? '' : ` ${server.version}`}, ` : ''
  return [
    ...(latencyMs === null ? [] : [`  ${name}${kind}; it answers after ${latencyMs} ms.`]),
    ...(notice ? noticeLines(notice) : []),
    ...suggestions.flatMap(noticeLines),
  ]
}
