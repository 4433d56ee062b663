import type { TagVerdict } from '../../shared/mirrors/contract.ts'
import { formatBytes } from '../../shared/pulls/bytes.ts'

const verdicts: Readonly<Record<TagVerdict, string>> = {
  same: 'same',
  stale: 'stale',
  wrong: 'wrong',
  missing: 'not there',
  unknown: 'not compared',
}

/** The words of how mirrors answered lately, of their order, and of measuring them; loaded with them. */
export const speed = {
  lately: (count: number, faults: number, least: number, most: number) =>
    `The latest ${count} answers: ${least === most ? `${most} ms` : `${least} to ${most} ms`}${faults === 0 ? '' : `, ${faults} ${faults === 1 ? 'fault' : 'faults'}`}`,
  latelyFaults: (count: number) => `The latest ${count} times it did not answer as it should`,
  up: (upstream: string, url: string) => `Try ${url} earlier for ${upstream}`,
  down: (upstream: string, url: string) => `Try ${url} later for ${upstream}`,
  moved: (url: string, place: number, count: number) => `${url} is number ${place} of ${count} now.`,
  title: 'Measure mirrors',
  upstream: 'Registry',
  image: 'Image',
  imageHint: 'Empty: one that most of the mirrors have.',
  planning: 'Looking what can be measured…',
  measure: 'Measure',
  stop: 'Cancel',
  stopping: 'Stopping…',
  measuring: 'Measuring…',
  plot: 'How fast each is: the longer the bar, the faster',
  itself: 'the registry itself',
  rate: (bytesPerSecond: number) => `${formatBytes(bytesPerSecond)}/s`,
  noRate: 'no layer read',
  first: (ms: number) => `${ms} ms to the first byte`,
  noFirst: 'no answer',
  verdicts,
  table: 'As a table',
  mirror: 'Mirror',
  throughput: 'Throughput',
  firstByte: 'First byte',
  tag: 'Tag',
  asked: (pulls: number, manifests: number, blobs: number, bytes: number, seconds: string) =>
    `Asked in ${seconds} s: ${pulls} ${pulls === 1 ? 'pull' : 'pulls'} of quota, ${manifests} ${manifests === 1 ? 'manifest' : 'manifests'}, ${blobs} blobs, ${formatBytes(bytes)}.`,
  order: 'Put the best first',
  ordered: 'They stand in the best order.',
}
