import { isImageName, millisecondsOf, nanoOf, wordsOf, type EngineEvent } from '../pulls/engine-event.ts'
import { parseObject } from './json-object.ts'

const maxLine = 1_000_000

/**
 * Reads one line of `podman events --format json`, or of podman’s event log, as a pull; null for whatever is none.
 * podman 4 tells of a pull when it begins and never of its failure; 5 and 6 when it has ended, then with the image’s
 * id, and as `pull-error` where it failed [measured 4.3, 5.8, 6.1].
 */
export function parsePodmanEvent(line: string): EngineEvent | null {
  if (line.length > maxLine) return null
  const event = parseObject(line)
  if (event?.['Type'] !== 'image') return null
  const { Name: image, Status: status, ID: id } = event
  const isFailed = status === 'pull-error'
  if ((status !== 'pull' && !isFailed) || !isImageName(image)) return null
  // Its log writes `Time`, its command since 5 both of the others [measured 5.8].
  const nano = nanoOf(line) ?? nanoOfTime(event['Time'])
  if (nano === null) return null
  const hasId = typeof id === 'string' && /^[0-9a-f]{64}$/.test(id)
  return {
    at: millisecondsOf(nano),
    nano,
    when: hasId || isFailed ? 'end' : 'begin',
    image,
    id: hasId ? id : null,
    // The log spells it `error`, the command `Error` [measured 5.8, 6.1].
    failed: isFailed ? (wordsOf(event['error'] ?? event['Error']) ?? status) : null,
  }
}

const rfc3339 = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:\d{2})$/

function nanoOfTime(time: unknown): string | null {
  const [, second, fraction = '', zone] = (typeof time === 'string' && rfc3339.exec(time)) || []
  const at = Date.parse(`${second}${zone}`)
  return at > 0 ? `${at / 1000}${fraction.padEnd(9, '0')}` : null
}
