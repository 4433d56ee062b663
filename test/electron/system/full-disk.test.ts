import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { treeDigest } from '../../lab/tree-digest.ts'
import { cli, whyNoNamespace } from './mount-namespace.ts'
import { temporaryRoot } from './temporary-root.ts'

const why = whyNoNamespace('disks that are full or read-only')

const root = temporaryRoot()
root.put('/etc/docker/daemon.json', '{\n\t"debug": true\n}', 0o640)
const order = '--root "$ROOT" --engine docker@20.10 --json'
const on = `"$NODE" "$CLI" on ${order} --mirror docker.io=http://m:5000`
const fill = (folder: string, size: string): string => `mount -t tmpfs -o size=${size},mode=755 tmpfs "$ROOT${folder}"`

/** Runs a script of the shell in a mount namespace of its own; its last line is the CLI's answer. */
function inNamespace(script: string): {
  readonly code: number | null
  readonly json: { engines?: readonly { error: unknown }[] }
  readonly log: string
} {
  const env = { PATH: process.env['PATH'], HOME: '/root', ROOT: root.path(''), NODE: process.execPath, CLI: cli }
  const { status, stdout, stderr } = spawnSync('unshare', ['-m', '--propagation', 'private', 'sh', '-euc', script], {
    env,
    encoding: 'utf8',
  })
  try {
    return { code: status, json: JSON.parse(stdout), log: stderr }
  } catch {
    throw new Error(`${stdout}${stderr}`)
  }
}

describe.skipIf(why !== null)(`a disk${why === null ? '' : ` [skipped: ${why}]`}`, { timeout: 30_000 }, () => {
  const path = '/etc/docker/daemon.json'

  test.each<readonly [string, string, string]>([
    [
      'full where the file lies',
      `${fill('/etc/docker', '8k')}; printf '{"debug":true}' > "$ROOT${path}"; cat /dev/zero > "$ROOT/etc/docker/full" 2>/dev/null || true`,
      'disk-full',
    ],
    [
      'full where originals are kept',
      `mkdir -p "$ROOT/var/lib/pullcord"; ${fill('/var/lib/pullcord', '4k')}; cat /dev/zero > "$ROOT/var/lib/pullcord/full" 2>/dev/null || true`,
      'disk-full',
    ],
    [
      'read-only where the file lies',
      'mount --bind "$ROOT/etc/docker" "$ROOT/etc/docker"; mount -o remount,ro,bind "$ROOT/etc/docker"',
      'disk-read-only',
    ],
    ['that holds the file as a mount point', `mount --bind "$ROOT${path}" "$ROOT${path}"`, 'file-mounted'],
  ])('%s: refused with a sentence, and not one byte is changed', (_, prepare, code) => {
    const digest = `find "$ROOT/etc" -exec stat -c '%n %a %s' {} + | sort; cat "$ROOT${path}"`
    const script = `exec 3>&1 >&2; ${prepare}; before="$(${digest})"; set +e; ${on} >&3; code=$?; set -e; [ "$before" = "$(${digest})" ] || { echo changed >&2; exit 99; }; exit $code`
    const { code: ended, json, log } = inNamespace(script)
    expect(json).toMatchObject({ changed: false, engines: [{ changed: false, error: { code } }] })
    expect([ended, log]).toEqual([1, ''])
  })

  test('and nothing of all that is left on the disk below', () => {
    expect(treeDigest(root, ['/etc'])).toEqual([
      '/etc 0755 0:0 directory',
      '/etc/docker 0755 0:0 directory',
      expect.stringMatching(/^\/etc\/docker\/daemon\.json 0640 0:0 1 links sha256:/),
    ])
  })
})
