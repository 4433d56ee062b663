import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseDockerEvent } from '../../../shared/codecs/docker-events.ts'
import { root } from '../../house/sources.ts'

const linesOf = (name: string): readonly string[] =>
  readFileSync(`${root}test/corpus/registry/${name}`, 'utf8').trimEnd().split('\n')

test.each([
  [
    'docker20-events.ndjson',
    7,
    ['alpine:3.20', 'alpine:3.20', 'alpine:3.20', 'nginx:1.27', '127.0.0.1:23002/team/app:v1'],
  ],
  ['docker28-graph-events.ndjson', 2, ['alpine:3.20', 'team/big:v1']],
  ['docker28-buildkit-events.ndjson', 6, ['redis:7', 'redis:7']],
  ['docker28-graph-pull-progress.ndjson', 21, []],
  ['docker28-snap-pull-progress.ndjson', 9, []],
  ['docker28-snap-pull-progress-big.ndjson', 13, []],
])('the pulls of %s', (name, count, images) => {
  const lines = linesOf(name)
  expect(lines).toHaveLength(count)
  expect(lines.flatMap((line) => parseDockerEvent(line)?.image ?? [])).toEqual(images)
})

test('an event has its time to the nanosecond', () => {
  expect(parseDockerEvent(linesOf('docker20-events.ndjson')[0]!)).toEqual({
    at: 1795423069297,
    nano: '1795423069297293045',
    when: 'end',
    image: 'alpine:3.20',
    id: null,
    failed: null,
  })
})

const event = (actor: unknown, more = '"timeNano":1795423069297293045'): string =>
  `{"Type":"image","Action":"pull","Actor":${JSON.stringify(actor)},${more}}`

test('a label cannot pass for the time', () => {
  const labels = { name: 'x', timeNano: '1111111111111111111', quoted: '"timeNano":1111111111111111111,' }
  expect(parseDockerEvent(event({ ID: 'x:1', Attributes: labels }))?.nano).toBe('1795423069297293045')
})

test.each([
  ['nothing', ''],
  ['half a line', '{"Type":"image","Action":"pull","Act'],
  ['a list', '[]'],
  ['null', 'null'],
  ['an event of a container', event({ ID: 'x' }).replace('image', 'container')],
  ['no actor', event(null)],
  ['an id that is no text', event({ ID: { a: 1 } })],
  ['an empty name', event({ ID: '' })],
  ['a line break in the name', event({ ID: 'a\nb' })],
  ['an escape in the name', event({ ID: '\u001b[31malpine' })],
  ['a name without end', event({ ID: 'a'.repeat(5_000) })],
  ['no time', event({ ID: 'x' }, '"time":1795423069')],
  ['a time that is a text', event({ ID: 'x' }, '"timeNano":"1795423069297293045"')],
  ['a line without end', event({ ID: 'x', Attributes: { a: 'a'.repeat(1_000_000) } })],
  ['nesting without end', '['.repeat(500_000)],
])('%s is no pull', (_, line) => {
  expect(parseDockerEvent(line)).toBeNull()
})
