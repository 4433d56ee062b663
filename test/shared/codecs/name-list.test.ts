import { expect, test } from 'vitest'
import { scanNames } from '../../../shared/codecs/name-list.ts'

/** Reads a text that comes in pieces of this size. */
function scan(text: string, size = text.length, member: 'repositories' | 'tags' = 'repositories'): readonly string[] {
  const scanner = scanNames(member)
  const names: string[] = []
  for (let at = 0; at < text.length; at += size) names.push(...scanner.push(text.slice(at, at + size)))
  return [...names, ...scanner.end()]
}

const hard = ['a', 'b,c', 'd","e', 'f]g', '[', '{"x":["y"]}', '\\', '"', '\u0000', '', ',', '",']

test.each<readonly [string, string, readonly string[]]>([
  ['as distribution writes it', '{"repositories":["a","b/c"]}\n', ['a', 'b/c']],
  ['with spaces', ' {\n "repositories" : [ "a" , "b" ] }', ['a', 'b']],
  ['none', '{"repositories":[]}', []],
  ['null', '{"repositories":null}', []],
  ['other members before', '{"name":"x","n":5,"more":true,"repositories":["a","b"]}', ['a', 'b']],
  ['other members behind', '{"repositories":["a","b"],"next":"c","list":["d","e"]}', ['a', 'b']],
  ['other kinds between', '{"repositories":["a",5,null,["x","y"],{"z":"q","r":"s"},"b"]}', ['a', 'b']],
  ['all that is hard to tell apart', JSON.stringify({ repositories: hard }), hard],
])('%s, in pieces of any size', (_, text, names) => {
  for (const size of [1, 2, 3, 5, 8, 13, 50, 1000]) expect(scan(text, size), `${size}`).toEqual(names)
})

test('names come before the end does', () => {
  const scanner = scanNames('tags')
  expect(scanner.push('{"name":"x","tags":["1.0","1.1","1.')).toEqual(['1.0', '1.1'])
  expect(scanner.push('2","1.3"')).toEqual(['1.2'])
  expect(scanner.push(']}')).toEqual([])
  expect(scanner.end()).toEqual(['1.3'])
})

test.each([
  '',
  ' ',
  '<html>',
  '[]',
  'null',
  '"repositories"',
  '{}',
  '{"tags":["a"]}',
  '{"repositories":"a"}',
  '{"repositories":{"a":1}}',
  '{"repositories":["a"',
  '{"repositories":["a","b',
  '{"repositories":["a"]',
  '{"repositories":["a"]}x',
  '{"repositories":[a]}',
  '{"repositories":["a" "b"]}',
])('%j is no list', (text) => {
  expect(() => scan(text)).toThrow(SyntaxError)
  expect(() => scan(text, 1)).toThrow(SyntaxError)
})

test('what it says of a fault holds nothing of the text', () => {
  for (const text of ['<\u001B[31m', '{"repositories":[\u001B[31m', '{"x\u001B"'])
    expect(() => scan(text)).toThrow(/^[\w “”,]+$/)
})

test.each(['{"other":[', '{"repositories":[', '{"repositories":["', ' '])('%j without an end is given up', (text) => {
  const scanner = scanNames('repositories')
  scanner.push(text)
  expect(() => {
    for (let at = 0; at < 100; at++) scanner.push(' '.repeat(16 * 1024))
  }).toThrow(SyntaxError)
})
