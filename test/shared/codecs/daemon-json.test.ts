import { expect, test } from 'vitest'
import { parseDaemonJson } from '../../../shared/codecs/daemon-json.ts'

const path = '/etc/docker/daemon.json'

test.each([
  ['a line comment', '{\n  // ours\n  "debug": true\n}\n', 2, 3],
  ['a block comment', '{ /* x */ "debug": true }', 1, 3],
  ['a comment behind the object', '{}\n// end\n', 2, 1],
  ['a trailing comma in a list', '{"registry-mirrors":["http://a",]}', 1, 33],
  ['a trailing comma in the object', '{\n  "debug": true,\n}\n', 3, 1],
  ['a missing comma', '{\n  "debug": true\n  "ipv6": true\n}', 3, 3],
  ['two objects', '{"debug": true}\n{"debug": false}\n', 2, 1],
  ['text behind the object', '{"debug": true}\nend\n', 2, 1],
  ['a brace too many', '{"debug": true}\n}\n', 2, 1],
  ['half a file', '{\n "debug": true', 2, 15],
  ['half a text', '{\n "debug": "tr', 2, 11],
  ['single quotes', "{'debug': true}", 1, 2],
  ['no quotes', '{debug: true}', 1, 2],
  ['curly quotes', '{“debug”: true}', 1, 2],
  ['a no-break space', '{\n\u00a0"debug": true}', 2, 1],
  ['a tab in a text', '{\n "a": "x\ty"}', 2, 7],
  ['a bad escape', '{\n "a": "\\x"}', 2, 7],
  ['a number with a plus', '{"a": +1}', 1, 7],
  ['a number with a leading zero', '{"a": 01}', 1, 8],
  ['NaN', '{"a": NaN}', 1, 7],
  ['a word', '{"a": yes}', 1, 7],
  ['nothing', '', 1, 1],
  ['white space', ' \n\t', 2, 2],
])('%s is refused where it stands', (_, text, line, column) => {
  const parsed = parseDaemonJson(path, text)
  expect(parsed).toMatchObject({ ok: false, refusal: { path, line, notice: { code: 'unparseable-file' } } })
  if (parsed.ok) return
  expect(parsed.refusal.column).toBe(column)
  expect(parsed.refusal.notice.message).toMatch(new RegExp(`^${path}:${line}:${column}: [^.\n]+\\.$`))
})

test.each([
  ['a byte order mark', '\uFEFF{}', 'file-bom', 1, 1],
  ['NUL bytes', '{\n"a": 1}\0\0', 'file-nul', 2, 8],
  ['a list as the whole', '\n []', 'unparseable-file', 2, 2],
  ['a text as the whole', '"registry-mirrors"\n', 'unparseable-file', 1, 1],
  ['mirrors that are a text', '{\n "registry-mirrors": "http://a"\n}', 'docker-key-not-list', 2, 22],
  ['mirrors that are an object', '{"registry-mirrors": {"docker.io": "http://a"}}', 'docker-key-not-list', 1, 22],
  ['a mirror that is a number', '{"registry-mirrors": [1]}', 'docker-key-not-list', 1, 22],
  ['a mirror that is null', '{"registry-mirrors": [null, "http://a"]}', 'docker-key-not-list', 1, 22],
  ['insecure registries that are a text', '{"insecure-registries": "a:1"}', 'docker-key-not-list', 1, 25],
])('%s: refused', (_, text, code, line, column) => {
  expect(parseDaemonJson(path, text)).toMatchObject({ ok: false, refusal: { path, line, column, notice: { code } } })
})

test('what is nested beyond all measure is refused, as Go refuses it', () => {
  const text = `{"a": ${'['.repeat(200_000)}${']'.repeat(200_000)}}`
  expect(parseDaemonJson(path, text)).toMatchObject({
    ok: false,
    refusal: { path, notice: { code: 'unparseable-file' } },
  })
})

test('a reason never repeats the text, which may hold secrets', () => {
  const parsed = parseDaemonJson(path, '{"http-proxy": "http://u:hunter2@p" oops}')
  expect(JSON.stringify(parsed)).not.toContain('hunter2')
})

test.each([
  ['{}', [], []],
  ['{"registry-mirrors": ["http://a", "http://b"], "insecure-registries": ["c:1"]}', ['http://a', 'http://b'], ['c:1']],
  ['{"registry-mirrors": ["http://a"], "registry-mirrors": ["http://b"]}', ['http://b'], []],
  ['{"registry-mirrors": null}', [], []],
  ['{"registry-mirrors": ["\\u0068ttp://a"]}', ['http://a'], []],
  ['{"__proto__": {"registry-mirrors": ["http://a"]}, "constructor": 1}', [], []],
])('%s is read', (text, mirrors, insecure) => {
  const parsed = parseDaemonJson(path, text)
  if (!parsed.ok) throw new Error(parsed.refusal.notice.message)
  const values = (key: 'registry-mirrors' | 'insecure-registries') =>
    (parsed.value.lists[key]?.items ?? []).map(({ value }) => value)
  expect([values('registry-mirrors'), values('insecure-registries')]).toEqual([mirrors, insecure])
})
