import { expect, test } from 'vitest'
import { flagValue } from '../../shared/flags.ts'

test.each<readonly [string, readonly string[], string | null]>([
  ['dockerd --config-file /a', ['--config-file'], '/a'],
  ['dockerd --config-file=/a=b -D', ['--config-file'], '/a=b'],
  ['containerd -c /a', ['-c', '--config'], '/a'],
  ['containerd --config=', ['-c', '--config'], ''],
  ['containerd --config', ['-c', '--config'], ''],
  ['containerd --configuration /a', ['-c', '--config'], null],
  ['', ['--config'], null],
])('%s', (line, names, value) => {
  expect(flagValue(line.split(' '), names)).toBe(value)
})
