import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maskSecrets, unifiedDiff } from '../../shared/diff.ts'
import { propertyLimit, runs } from '../runs.ts'
import { patched } from './patched.ts'

const lines = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, at) => `${from + at}\n`).join('')

describe('a unified diff', () => {
  test('of equal texts is empty', () => {
    expect(unifiedDiff('/f', 'a\n', 'a\n')).toBe('')
    expect(unifiedDiff('/f', null, null)).toBe('')
  })

  test('shows three lines around a change, as diff -u does', () => {
    const after = lines(1, 9).replace('5\n', 'five\n')
    expect(unifiedDiff('/f', lines(1, 9), after)).toBe(
      '--- /f\n+++ /f\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n',
    )
  })

  test('of a file that comes or goes names /dev/null', () => {
    expect(unifiedDiff('/f', null, 'a\nb\n')).toBe('--- /dev/null\n+++ /f\n@@ -0,0 +1,2 @@\n+a\n+b\n')
    expect(unifiedDiff('/f', 'a\n', null)).toBe('--- /f\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-a\n')
  })

  test('shows a missing newline at the end, and a carriage return', () => {
    expect(unifiedDiff('/f', 'a', 'a\n')).toBe(
      '--- /f\n+++ /f\n@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+a\n',
    )
    expect(unifiedDiff('/f', 'a\n', 'a\r\n')).toContain('-a\n+a\r\n')
  })

  test('changes far apart get hunks of their own, near ones share one', () => {
    const hunks = (after: string): number => unifiedDiff('/f', lines(1, 30), after).split('\n@@ ').length - 1
    expect(hunks(lines(1, 30).replace('\n5\n', '\nx\n').replace('\n25\n', '\ny\n'))).toBe(2)
    expect(hunks(lines(1, 30).replace('\n5\n', '\nx\n').replace('\n11\n', '\ny\n'))).toBe(1)
  })

  test('leads from the one text to the other', propertyLimit, () => {
    const text = fc
      .tuple(
        fc.array(fc.constantFrom('a', 'b', 'c', '', '\r', '+x', '-x', ' ', '@@ -1,1 +1,1 @@', '\\ x'), {
          maxLength: 24,
        }),
        fc.boolean(),
      )
      .map(([rows, ended]) =>
        rows
          .map((row) => `${row}\n`)
          .join('')
          .slice(0, ended ? undefined : -1),
      )
    const check = (before: string, after: string): void => {
      expect(patched(before, unifiedDiff('/f', before, after))).toBe(after)
    }
    fc.assert(fc.property(text, text, check), { numRuns: runs })
  })

  test('of two megabytes takes no time and no memory to speak of', () => {
    const before = lines(1, 300_000)
    const began = performance.now()
    expect(patched(before, unifiedDiff('/f', before, before.replace('\n7\n', '\nseven\n')))).toContain('\nseven\n')
    expect(unifiedDiff('/f', before, before.replaceAll('1', 'x'))).toContain('+x\n')
    expect(performance.now() - began).toBeLessThan(20_000)
  })
})

describe('secrets', () => {
  test.each([
    ['"auth": "dXNlcjpwYXNz"', '"auth": "•••"'],
    ['"identitytoken":"a\\"b"', '"identitytoken":"•••"'],
    ["authorization = 'Basic bWlyOm1pcg=='", "authorization = '•••'"],
    ['authorization = [ "Basic x" ]', 'authorization = [ "•••" ]'],
    ['"X-Api-Key": "k"', '"X-Api-Key": "•••"'],
    ['Password = "p"', 'Password = "•••"'],
    ["password = 'a\\'", "password = '•••'"],
    ['password = "a\\\\"', 'password = "•••"'],
    ['  token = "glrt-t1_abcdefgh"', '  token = "•••"'],
    ['SecretKey = "s3"', 'SecretKey = "•••"'],
    ['AccountKey = "azure"', 'AccountKey = "•••"'],
    [
      '"amazonec2-secret-key=x/y+z", "engine-registry-mirror=http://m"',
      '"amazonec2-secret-key=•••", "engine-registry-mirror=http://m"',
    ],
    ['["DOCKER_AUTH_CONFIG={\\"auths\\":{\\"r\\":{}}}", "A=1"]', '["DOCKER_AUTH_CONFIG=•••", "A=1"]'],
    [`['DOCKER_AUTH_CONFIG={"auths":{"r":{"auth":"eA=="}}}']`, "['DOCKER_AUTH_CONFIG=•••']"],
    ['export NPM_TOKEN=abc && run', 'export NPM_TOKEN=••• && run'],
    ['# was glpat-abcdefghijk', '# was •••'],
    [
      'volumes = ["/cache"] # key=value, token_obtained_at = 2024-05-01',
      'volumes = ["/cache"] # key=value, token_obtained_at = 2024-05-01',
    ],
    ['"http-proxy": "http://u:p@proxy:3128"', '"http-proxy": "http://•••@proxy:3128"'],
    ['"http-proxy": "http://u:p@ss@proxy:3128"', '"http-proxy": "http://•••@proxy:3128"'],
    ['"registry-mirrors": ["http://m:5000"]', '"registry-mirrors": ["http://m:5000"]'],
    ['# mail me@corp.example', '# mail me@corp.example'],
  ])('%s is shown as %s', (text, shown) => {
    expect(maskSecrets(text)).toBe(shown)
  })

  test.each([
    ['a word', 'x'.repeat(1_000_000)],
    ['a name without a value', `"${'token'.repeat(200_000)}`],
    ['a variable without one', `${'TOKEN'.repeat(200_000)}=$x`],
    ['a key and white space', `auth${' '.repeat(1_000_000)}x`.repeat(2)],
    ['a value that does not end', `auth = "${'\\'.repeat(1_000_001)}`],
    ['names upon names', 'secret-key'.repeat(100_000)],
    ['addresses', '://'.repeat(300_000)],
    ['one address', `://${'a'.repeat(1_000_000)}`],
    ['tokens that are too short', 'glpat-a.'.repeat(100_000)],
    ['quotes', `'"`.repeat(400_000)],
  ])('of %s: a megabyte that holds none is looked through at once', (_, text) => {
    expect(maskSecrets(text) === text).toBe(true)
  })

  test('never stand in a diff', () => {
    expect(unifiedDiff('/f', '{"auth":"a1"}', '{"auth":"b2","debug":true}')).not.toMatch(/a1|b2/)
  })
})
