import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { cli, whyNoNamespace } from './mount-namespace.ts'
import { temporaryRoot } from './temporary-root.ts'

const why = whyNoNamespace('files that are mounted, immutable, linked or not ours')

const file = '"$ROOT/etc/docker/daemon.json"'
const folder = '"$ROOT/etc/docker"'
const order = '--root "$ROOT" --engine docker@20.10 --json'
/** Exit code of a preparation that this machine cannot do. */
const cannot = 77
// Mode, owner, size, time, links, attributes and ACL. The time is set to half a second: Node loses nanoseconds.
const digest =
  `find "$ROOT/etc" "$ROOT/srv" -exec stat -c '%n %a %u:%g %s %h %F %N' {} + | sort; ` +
  `find "$ROOT/etc" "$ROOT/srv" -type f -exec stat -c '%n %y' {} + -exec sha256sum {} + | sort; ` +
  `getfattr -d -m - -R "$ROOT/etc" 2>/dev/null || true; ` +
  `python3 -c 'import os,sys; p=sys.argv[1]; print([(n, os.getxattr(p,n)) for n in sorted(os.listxattr(p))])' ${file} 2>/dev/null || true`

/** Prepares a root in a mount namespace of its own, turns on and off, and says what became of it. */
function tried(prepare: string): {
  readonly status: number | null
  readonly code: string | null
  readonly on: 'changed' | 'same'
  readonly off: 'changed' | 'same'
  readonly log: string
} {
  const root = temporaryRoot()
  root.put('/etc/docker/daemon.json', '{\n\t"debug": true\n}', 0o640)
  root.put('/srv/site/daemon.json', '{\n\t"debug": true\n}')
  const script = `
    exec 3>&1 >&2
    { ${prepare}; } || exit ${cannot}
    touch -c -d '2020-01-02T03:04:05.5' ${file} "$ROOT/srv/site/daemon.json" 2>/dev/null || true
    before="$(${digest})"
    "$NODE" "$CLI" on ${order} --mirror docker.io=http://m:5000 >&3 || true
    if [ "$before" = "$(${digest})" ]; then echo same >&3; else
      echo changed >&3
      "$NODE" "$CLI" off ${order} > /dev/null || true
    fi
    after="$(${digest})"
    [ "$before" = "$after" ] && echo same >&3 || { echo changed >&3; echo "$before"; echo ---; echo "$after"; }
    chattr -R -ia "$ROOT/etc" 2>/dev/null || true`
  const { status, stdout, stderr } = spawnSync('unshare', ['-m', '--propagation', 'private', 'sh', '-uc', script], {
    env: { PATH: process.env['PATH'], HOME: '/root', ROOT: root.path(''), NODE: process.execPath, CLI: cli },
    encoding: 'utf8',
  })
  if (status === cannot) return { status, code: null, on: 'same', off: 'same', log: stderr }
  const lines = stdout.trim().split('\n')
  const [on, off] = lines.slice(-2) as ['same', 'same']
  const json = JSON.parse(lines.slice(0, -2).join('\n')) as {
    engines?: readonly { error: { code: string } | null }[]
    error?: { code: string }
  }
  return { status, code: json.error?.code ?? json.engines?.[0]?.error?.code ?? null, on, off, log: stderr }
}

function passedOver(what: string, log: string): void {
  console.warn(`SKIPPED: a file ${what}: ${log.trim()}`)
}

const bound = `mount --bind ${file} ${file}`

describe.skipIf(why !== null)(`a file${why === null ? '' : ` [skipped: ${why}]`}`, { timeout: 60_000 }, () => {
  test.each<readonly [what: string, prepare: string, code: string]>([
    ['mounted by itself', bound, 'file-mounted'],
    ['mounted read-only', `${bound} && mount -o remount,ro,bind ${file}`, 'file-mounted'],
    ['mounted from elsewhere', `mount --bind "$ROOT/srv/site/daemon.json" ${file}`, 'file-mounted'],
    [
      'on a read-only file system',
      `mount -t tmpfs -o mode=755 tmpfs ${folder} && printf '{}' > ${file} && mount -o remount,ro ${folder}`,
      'disk-read-only',
    ],
    ['that is immutable', `chattr +i ${file}`, 'file-immutable'],
    ['that may only grow', `chattr +a ${file}`, 'file-immutable'],
    ['in an immutable folder', `chattr +i ${folder}`, 'file-immutable'],
    ['behind a loop of links', `ln -sf daemon.json ${file}`, 'file-loop'],
    ['made by NixOS', `ln -sf /nix/store/abc-etc/daemon.json ${file}`, 'file-managed'],
    ['with a second name', `ln ${file} "$ROOT/etc/docker/other.json"`, 'file-hard-link'],
    ['in a folder of someone else', `chown 1000 ${folder}`, 'file-exposed'],
    ['in a folder that a group may write to', `chmod 775 ${folder}`, 'file-exposed'],
    ['behind someone’s link', `ln -sf ../../srv/site/daemon.json ${file} && chown -h 1000 ${file}`, 'file-exposed'],
  ])('%s: refused by name, and nothing changes', (what, prepare, code) => {
    const said = tried(prepare)
    if (said.status === cannot) return passedOver(what, said.log)
    expect(said, said.log).toMatchObject({ code, on: 'same', off: 'same' })
  })

  test.each<readonly [what: string, prepare: string]>([
    ['behind a link', `ln -sf ../../srv/site/daemon.json ${file}`],
    ['behind a dangling link', `ln -sf ../../srv/site/none.json ${file}`],
    ['with a strange owner and mode', `chown 12:34 ${file} && chmod 4604 ${file}`],
    ['in a sticky folder', `chmod 1777 ${folder}`],
    ['with extended attributes', `python3 -c 'import os,sys; os.setxattr(sys.argv[1], "user.note", b"kept")' ${file}`],
    ['with an ACL', `setfacl -m u:1000:r ${file}`],
    ['in a mounted folder', `mount --bind ${folder} ${folder}`],
  ])('%s: on and off leave it as it was', (what, prepare) => {
    const said = tried(prepare)
    if (said.status === cannot) return passedOver(what, said.log)
    expect(said, said.log).toMatchObject({ code: null, on: 'changed', off: 'same' })
  })
})
