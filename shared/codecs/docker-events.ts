import { isImageName, millisecondsOf, nanoOf, type EngineEvent } from '../pulls/engine-event.ts'
import { parseObject } from './json-object.ts'

// An event is some 200 bytes, more by the labels of its image.
const maxLine = 1_000_000

/**
 * Reads one line of docker’s `/events` as a pull; null for whatever is none. It is told at the end of a pull that went
 * well, and names the image as it was asked for; no digest, size or mirror [measured 20.10, 28.5].
 */
export function parseDockerEvent(line: string): EngineEvent | null {
  if (line.length > maxLine) return null
  const event = parseObject(line)
  if (event?.['Type'] !== 'image' || event['Action'] !== 'pull') return null
  const image = (event['Actor'] as { readonly ID?: unknown } | null | undefined)?.ID
  const nano = nanoOf(line)
  if (!isImageName(image) || nano === null) return null
  return { at: millisecondsOf(nano), nano, when: 'end', image, id: null, failed: null }
}
