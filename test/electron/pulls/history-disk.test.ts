import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { whyNoNamespace } from '../system/mount-namespace.ts'
import { temporaryRoot } from '../system/temporary-root.ts'

const why = whyNoNamespace('a history on disks that are full or read-only')
const script = fileURLToPath(new URL('put-until-full.ts', import.meta.url))

describe.skipIf(why !== null)(`a disk${why === null ? '' : ` [skipped: ${why}]`}`, { timeout: 30_000 }, () => {
  /** Runs the script in a mount namespace of its own, after some commands. */
  const inNamespace = (prepare: string): unknown => {
    const env = { ...process.env, ROOT: temporaryRoot().path(''), NODE: process.execPath, SCRIPT: script }
    const shell = `${prepare}; exec "$NODE" "$SCRIPT" "$ROOT/state"`
    const args = ['-m', '--propagation', 'private', 'sh', '-euc', shell]
    const { stdout, stderr } = spawnSync('unshare', args, { env, encoding: 'utf8' })
    expect(stderr).toBe('')
    return JSON.parse(stdout)
  }

  test('that is full: said, nothing lost, and it goes on when there is room', () => {
    expect(inNamespace('mkdir "$ROOT/state"; mount -t tmpfs -o size=3m,mode=755 tmpfs "$ROOT/state"')).toEqual({
      code: 'disk-full',
      isAllKept: true,
      goesOn: true,
    })
  })

  test('that is read-only: said when it is opened', () => {
    const prepare =
      'mkdir "$ROOT/state"; mount --bind "$ROOT/state" "$ROOT/state"; mount -o remount,ro,bind "$ROOT/state"'
    expect(inNamespace(prepare)).toEqual({ code: 'disk-read-only', isAllKept: true, goesOn: false })
  })
})
