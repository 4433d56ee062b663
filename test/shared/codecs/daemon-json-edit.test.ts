import { describe, expect, test } from 'vitest'
import {
  newDaemonJson,
  prependToList,
  removeFromList,
  sameMirror,
  withEmptyList,
} from '../../../shared/codecs/daemon-json-edit.ts'
import { parseDaemonJson, type DaemonJson, type ListKey } from '../../../shared/codecs/daemon-json.ts'
import { readGolden } from '../../golden/golden.ts'

function parse(text: string): DaemonJson {
  const parsed = parseDaemonJson('/etc/docker/daemon.json', text)
  if (!parsed.ok) throw new Error(parsed.refusal.notice.message)
  return parsed.value
}

const edits: Readonly<Record<string, (file: DaemonJson, key: ListKey, items: readonly string[]) => string>> = {
  add: prependToList,
  remove: removeFromList,
  empty: withEmptyList,
}

test.each(readGolden('daemon-json.txt'))('$asked: $name', ({ asked: [verb = '', key, ...items], before, after }) => {
  const edited = edits[verb]!(parse(before), key as ListKey, items)
  expect(edited).toBe(after)
  expect(() => JSON.parse(edited)).not.toThrow()
})

describe('two megabytes', () => {
  const labels = Array.from({ length: 20_000 }, (_, at) => `"k${at}=${'v'.repeat(100)}"`)
  const text = `{"labels": [${labels.join(', ')}]}`

  test('are edited in place, and quickly', () => {
    const began = performance.now()
    const on = prependToList(parse(text), 'registry-mirrors', ['http://m:5000'])
    expect(on).toBe(`${text.slice(0, -1)}, "registry-mirrors": ["http://m:5000"]}`)
    expect(removeFromList(parse(on), 'registry-mirrors', ['http://m:5000'])).toBe(
      `${text.slice(0, -1)}, "registry-mirrors": []}`,
    )
    expect(performance.now() - began).toBeLessThan(10_000)
  })
})

test('a new file holds the lists and nothing else', () => {
  expect(newDaemonJson({ 'registry-mirrors': ['http://m:5000'] })).toBe(
    '{\n  "registry-mirrors": [\n    "http://m:5000"\n  ]\n}\n',
  )
})

test.each([
  ['http://m', 'http://m/', true],
  ['http://m//', 'http://m', true],
  ['http://m', 'http://m/x', false],
  ['http://m', 'https://m', false],
  ['http://m:5000', 'http://m:50000', false],
])('%s and %s name the same mirror: %s', (a, b, same) => {
  expect(sameMirror(a, b)).toBe(same)
})
