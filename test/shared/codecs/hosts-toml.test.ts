import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  formatHosts,
  insertHosts,
  parseHostsToml,
  removeHosts,
  type HostTable,
} from '../../../shared/codecs/hosts-toml.ts'
import { readGolden } from '../../golden/golden.ts'
import { propertyLimit, runs } from '../../runs.ts'

const path = '/etc/docker/certs.d/docker.io/hosts.toml'
const host = (url: string): HostTable => ({ url, table: { capabilities: ['pull', 'resolve'] } })

test.each(readGolden('hosts-toml.txt'))('$asked: $name', ({ asked: [verb, ...urls], before, after }) => {
  const edited = verb === 'insert' ? insertHosts(before, urls.map(host)) : removeHosts(before, urls)
  expect(edited).toBe(after)
  expect(parseHostsToml(path, edited)).toMatchObject({ ok: true })
})

test('what is inserted is tried first, and cut out again leaves the text as it was', propertyLimit, () => {
  const line = fc.constantFrom(
    '  capabilities = ["pull"]',
    '  skip_verify = true',
    '# a comment',
    '',
    '\t',
    '  dial_timeout = "1s"  # why',
  )
  const theirs = fc.array(
    fc.tuple(fc.constantFrom('http://a', 'https://b:1', 'http://m:50000'), fc.uniqueArray(line)),
    { maxLength: 3 },
  )
  const head = fc.array(fc.constantFrom('# head', '', 'server = "https://registry-1.docker.io"'), { maxLength: 3 })
  fc.assert(
    fc.property(head, theirs, fc.constantFrom('\n', '\r\n'), fc.boolean(), (top, tables, eol, ended) => {
      const text =
        [...top, ...tables.flatMap(([url, rows]) => [`[host."${url}"]`, ...rows])].join(eol) + (ended ? eol : '')
      const parsed = parseHostsToml(path, text)
      if (!parsed.ok) return
      const on = insertHosts(text, [host('http://m:5000'), host('https://n')])
      const ours = [host('http://m:5000'), host('https://n')]
      expect(parseHostsToml(path, on)).toEqual({
        ok: true,
        value: { ...parsed.value, hosts: [...ours, ...parsed.value.hosts] },
      })
      const gap =
        parsed.value.hosts.length === 0 && text !== '' && !text.endsWith('\n')
          ? text.includes('\r\n')
            ? '\r\n'
            : '\n'
          : ''
      expect(removeHosts(on, ['http://m:5000', 'https://n'])).toBe(text + gap)
    }),
    { numRuns: runs },
  )
})

describe('reading', () => {
  test.each([
    ['', null, []],
    ['server = "https://a"\n', 'https://a', []],
    ['server = 5\n', null, []],
    ['[host."http://b"]\n[host."http://a"]\n', null, ['http://b', 'http://a']],
    ["[host.'http://a']\r\n", null, ['http://a']],
    ['host."http://a".skip_verify = true\n', null, ['http://a']],
    ['host = { "http://a" = {} }\n', null, ['http://a']],
    ['[hosts."http://a"]\n', null, []],
    ['[host."http://a".header]\nx = "y"\n', null, ['http://a']],
  ])('%j', (text, server, urls) => {
    const parsed = parseHostsToml(path, text)
    if (!parsed.ok) throw new Error(parsed.refusal.notice.message)
    expect([parsed.value.server, parsed.value.hosts.map(({ url }) => url)]).toEqual([server, urls])
  })

  test.each([
    ['[host.http://a]\n', 'unparseable-file', 1],
    ['server = "a\n', 'unparseable-file', 1],
    ['{"server":"x"}\n', 'unparseable-file', 1],
    ['a = 1\n[host."http://a"]\n[host."http://a"]\n', 'unparseable-file', 3],
    ['\uFEFFserver = "a"\n', 'file-bom', 1],
    ['# a\n#\0', 'file-nul', 2],
    ['[[host."http://a"]]\n', 'docker-hosts-form', 1],
    ['host = "http://a"\n', 'docker-hosts-form', 1],
    ['host = ["http://a"]\n', 'docker-hosts-form', 1],
  ])('%j is refused', (text, code, line) => {
    expect(parseHostsToml(path, text)).toMatchObject({ ok: false, refusal: { path, line, notice: { code } } })
  })
})

test('hosts are written as [host."URL"] tables, which all versions read', () => {
  const text = formatHosts([
    { url: 'https://h:1/v2/x', table: { capabilities: ['pull', 'resolve'], override_path: true, dial_timeout: '3s' } },
  ])
  expect(text).toBe(
    '[host."https://h:1/v2/x"]\ncapabilities = [ "pull", "resolve" ]\noverride_path = true\ndial_timeout = "3s"\n',
  )
})

test('five thousand hosts are cut in a moment', () => {
  const many = Array.from({ length: 5_000 }, (_, at) => `[host."http://h${at}"]\n  capabilities = ["pull"]\n`).join('')
  const began = performance.now()
  expect(removeHosts(`${formatHosts([host('http://m')])}\n${many}`, ['http://m'])).toBe(many)
  expect(performance.now() - began).toBeLessThan(5_000)
})
