// `npm run check`: everything about the sources that can be judged without running the product.
import { spawnSync } from 'node:child_process'
import { root } from '../setup/project.mjs'

/** A name that says what was judged, and the command, its program taken from node_modules/.bin. */
const checks: readonly (readonly [name: string, ...command: readonly [string, ...string[]]])[] = [
  ['format', 'oxfmt', '--check', '.'],
  // The default format of this release fails on some findings.
  ['lint', 'oxlint', '--type-aware', '--deny-warnings', '--format', 'unix'],
  ['types: pure', 'tsc', '-p', 'tsconfig.pure.json'],
  ['types: node', 'tsc', '-p', 'tsconfig.node.json'],
  ['types: dom', 'tsc', '-p', 'tsconfig.dom.json'],
  ['types: test', 'tsc', '-p', 'tsconfig.test.json'],
  ['unused code', 'knip', '--config', 'build/knip.json'],
  ['house rules', 'vitest', 'run', '--project', 'unit', '--reporter', 'dot', 'test/house'],
]

const failed: string[] = []
for (const [name, program, ...args] of checks) {
  const began = Date.now()
  const done = spawnSync(program, args, { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' })
  const passed = done.status === 0
  console.log(`${passed ? '✓' : '✗'} ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`)
  if (passed) continue
  failed.push(name)
  console.log(`${done.stdout}${done.stderr}${done.error?.message ?? ''}`.trim(), '\n')
}
if (failed.length > 0) {
  console.log(`\nNot clean: ${failed.join(', ')}. \`npm run format\` mends the format.`)
  process.exitCode = 1
}
