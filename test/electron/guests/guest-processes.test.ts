import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { afterAll, describe, expect, test } from 'vitest'
import { guestProcesses } from '../../../electron/guests/guest-processes.ts'
import { realProcesses } from '../../../electron/system/real-processes.ts'
import { whyNoNamespace } from '../system/mount-namespace.ts'
import { temporaryRoot } from '../system/temporary-root.ts'
import { fakeSession } from './fake-guest.ts'

const why = whyNoNamespace('the processes of a guest')
const root = temporaryRoot()
// Of a name that nothing else has: what it runs is sleep(1).
const name = `sleeper${process.pid}`
const program = root.path(`/${name}`)
copyFileSync('/bin/sleep', program)
chmodSync(program, 0o755)
const started: ReturnType<typeof spawn>[] = []
afterAll(() => started.forEach((child) => child.kill('SIGKILL')))

/** A process of that name, which others see in /proc. */
function start(...args: readonly string[]) {
  const child = spawn(program, args, { stdio: 'ignore' })
  started.push(child)
  return child
}

describe
  .skipIf(why !== null)
  .each([
    ['dash', ['dash']],
    ['bash', ['bash', '--posix']],
    ...(spawnSync('sh', ['-c', 'command -v busybox']).status === 0 ? ([['busybox', ['busybox', 'sh']]] as const) : []),
  ] as const)('a guest with %s', (_, shell) => {
  const guest = guestProcesses(fakeSession(root, shell))

  test('runs a program by argv, and tells how it ended and what it said', async () => {
    const argv = [
      'sh',
      '-c',
      'printf "%s|" "$@"; echo err >&2; cat; exit 3',
      'sh',
      "it's",
      '$(id) `id`',
      '',
      'a\nb',
      '*',
    ]
    expect(await guest.run(argv, { timeoutMs: 10_000 })).toEqual({
      code: 3,
      stdout: "it's|$(id) `id`||a\nb|*|",
      stderr: 'err\n',
    })
    const env = { HOME: '/a b', PULLCORD_TEST: '"quoted"' }
    const { stdout } = await guest.run(['printenv', 'HOME', 'PULLCORD_TEST'], { timeoutMs: 10_000, env })
    expect(stdout).toBe('/a b\n"quoted"\n')
  })

  test('carries long and odd output unharmed', async () => {
    const { stdout } = await guest.run(['sh', '-c', 'seq 1 200000; printf "\\n.ok :0\\n"'], { timeoutMs: 20_000 })
    expect(stdout).toMatch(/^1\n2\n[^]*\n200000\n\n\.ok :0\n$/)
  })

  test('says what is not there, and ends what takes too long', async () => {
    await expect(guest.run(['no-such-program'], { timeoutMs: 1_000 })).rejects.toMatchObject({
      notice: { code: 'command-missing', values: { command: 'no-such-program' } },
    })
    await expect(guest.run(['sleep', '60'], { timeoutMs: 1_000 })).rejects.toMatchObject({
      notice: { code: 'command-timeout', values: { command: 'sleep', seconds: 1 } },
    })
  })

  test('finds programs where only root can put them, as this machine does', async () => {
    for (const program of ['sh', 'mount', 'no-such-program', 'nsenter'])
      expect(await guest.find(program), program).toBe(await realProcesses.find(program))
  })

  test('names the very file that a program is, and no script', async () => {
    const copy = root.path('/tool')
    for (const [content, isNamed] of [
      [readFileSync('/bin/sleep'), true],
      ['#!/bin/sh\n', false],
    ] as const) {
      writeFileSync(copy, content)
      const name = await guest.identify(copy)
      expect(name !== null).toBe(isNamed)
      expect((await realProcesses.identify(copy)) !== null).toBe(isNamed)
      expect(await guest.identify(copy)).toBe(name)
      chmodSync(copy, 0o750)
      if (isNamed) expect(await guest.identify(copy)).not.toBe(name)
    }
  })

  test('tells of processes as this machine does', async () => {
    const child = start('1000')
    await once(child, 'spawn')
    // Until exec has given it its name.
    while ((await realProcesses.named(name)).length === 0) await new Promise((resolve) => setTimeout(resolve, 100))
    const [[told], [real]] = [await guest.named(name), await realProcesses.named(name)]
    expect({ ...told, startedAt: 0 }).toEqual({ ...real, startedAt: 0 })
    expect(Math.abs(told!.startedAt - real!.startedAt)).toBeLessThan(1_500)
    expect(await guest.sees(child.pid!, '/usr/bin')).toBe(true)
    // Other than this machine's: it is the guest's own.
    expect(await guest.sees(child.pid!, '/etc/none')).toBe(false)
    const ended = once(child, 'exit')
    await guest.end(told!)
    expect(await ended).toEqual([null, 'SIGTERM'])
    expect(await guest.named(name)).toEqual([])
  })

  test('signals a process', async () => {
    const child = start('1000')
    await once(child, 'spawn')
    const ended = once(child, 'exit')
    guest.signal(child.pid!, 'SIGHUP')
    expect(await ended).toEqual([null, 'SIGHUP'])
  })

  test.skipIf(spawnSync('curl', ['--version']).status !== 0)('asks over a Unix socket', async () => {
    const server = createServer((request, response) => {
      response.statusCode = request.url === '/info' ? 200 : 404
      response.end(`${request.method} ${String(request.headers['x-test'])}\n`)
    })
    const socket = root.path(`/${shell.length}-${process.pid}.sock`)
    await new Promise<void>((resolve) => server.listen(socket, resolve))
    try {
      const headers = { 'x-test': 'a b' }
      expect(await guest.request(socket, '/info', { timeoutMs: 5_000, headers })).toEqual({
        status: 200,
        body: 'GET a b\n',
      })
      expect(await guest.request(socket, '/x', { timeoutMs: 5_000, method: 'POST' })).toMatchObject({ status: 404 })
      await expect(guest.request(`${socket}.none`, '/', { timeoutMs: 5_000 })).rejects.toThrow(/connect/)
    } finally {
      server.close()
    }
  })
})
