import { expect, test } from 'vitest'
import { ciLines, runnerEnvironment } from '../../../shared/gitlab/auth-lines.ts'
import { rulesFor } from '../../../shared/gitlab/auth-rules.ts'
import { parseToml } from '../../../shared/codecs/toml.ts'

const line = '{"auths":{"registry.corp:5000":{"auth":"amFuZTpodW50ZXIy"}}}'
const met = (value: string): Readonly<Record<string, boolean | null>> =>
  Object.fromEntries(rulesFor(value).map((rule) => [rule.notice.code, rule.met]))

test('what GitLab does with a usual value', () => {
  expect(met(line)).toEqual({
    'auth-rule-masked-raw': true,
    'auth-rule-masked-whole': null,
    'auth-rule-hidden': true,
    'auth-rule-protected': null,
    'auth-rule-environment': null,
    'auth-rule-instance-size': true,
    'auth-rule-linux-size': true,
    'auth-rule-first': null,
  })
})

test.each([
  ['{"a": 1, "b": 2}', { 'auth-rule-masked-raw': false, 'auth-rule-hidden': false }],
  ['{"a":1}', { 'auth-rule-masked-raw': false }],
  ['x'.repeat(10_000), { 'auth-rule-masked': true, 'auth-rule-instance-size': true }],
  [`{${'x'.repeat(10_000)}`, { 'auth-rule-instance-size': false, 'auth-rule-linux-size': true }],
  [`{${'x'.repeat(131_053)}`, { 'auth-rule-linux-size': false }],
])('%.20s', (value, expected) => {
  expect(met(value)).toMatchObject(expected)
})

test('each says where it is from', () => {
  for (const { source } of rulesFor(line)) expect(source).toMatch(/^https:\/\//)
})

test.each([line, String.raw`{"a":"b\"c\\d"}`, 'a\tb\u007fc'])(
  'the runner’s entry holds the very value: %s',
  (value) => {
    const parsed = parseToml('', runnerEnvironment(value))
    expect(parsed.ok && parsed.value).toEqual({ environment: [`DOCKER_AUTH_CONFIG=${value}`] })
  },
)

test('the lines for .gitlab-ci.yml name the variable alone', () => {
  expect(ciLines()).toContain('"$DOCKER_AUTH_CONFIG"')
  expect(ciLines()).not.toContain('auths')
})
