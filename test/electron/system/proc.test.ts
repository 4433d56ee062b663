import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, unlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { findProgram } from '../../../electron/system/find-program.ts'
import { processesNamed, seesSame } from '../../../electron/system/proc.ts'
import { respawn } from '../../../electron/system/respawn.ts'
import { until } from './until.ts'
import { running, waits } from './running.ts'
import { uid } from './root-at.ts'

const name = 'pullcord-engine'
const folder = mkdtempSync(join(tmpdir(), 'pullcord-proc-'))
const path = process.env.PATH
afterAll(() => rmSync(folder, { recursive: true, force: true }))
afterEach(() => {
  process.env.PATH = path
})

/** A shell under the engine's name, in a folder of its own with this mode. */
function engine(directory: string, mode = 0o755): string {
  mkdirSync(join(folder, directory))
  chmodSync(join(folder, directory), mode)
  copyFileSync('/bin/sh', join(folder, directory, name))
  chmodSync(join(folder, directory, name), 0o755)
  return join(folder, directory, name)
}

async function told(pid: number) {
  return (await processesNamed(name)).find((one) => one.pid === pid)
}

describe('what /proc tells of a process', () => {
  test('whose it is, who started it, what it was told, and which file runs', async () => {
    const program = engine('found')
    process.env.PATH = `${join(folder, 'found')}:${path}`
    const pid = await running(program, [...waits, 'system', 'service'])
    expect(await told(pid)).toMatchObject({
      pid,
      parent: process.pid,
      uids: [uid, uid, uid, uid],
      command: [program, ...waits, 'system', 'service'],
      program: { path: realpathSync(program), isFound: true, isSealed: uid === 0 },
    })
  })

  test('a name is no proof: another program is not the one that is found', async () => {
    mkdirSync(join(folder, 'link'))
    symlinkSync('/bin/sh', join(folder, 'link', name))
    process.env.PATH = `${join(folder, 'found')}:${path}`
    const pid = await running(join(folder, 'link', name), waits, { argv0: join(folder, 'found', name) })
    expect((await told(pid))?.program).toMatchObject({ path: realpathSync('/bin/sh'), isFound: false })
  })

  test('a program that was replaced while it runs is still the one that is found', async () => {
    const program = engine('replaced')
    process.env.PATH = `${join(folder, 'replaced')}:${path}`
    const pid = await running(program, waits)
    unlinkSync(program)
    copyFileSync('/bin/sh', program)
    expect((await told(pid))?.program).toMatchObject({ path: realpathSync(program), isFound: true })
  })
})

describe.skipIf(uid !== 0)('as root [as root only]', () => {
  test.each([
    [0o755, true],
    [0o775, false],
    [0o757, false],
    [0o1777, false],
  ])('a program in a folder of mode %o: taken for root’s own: %s', async (mode, sealed) => {
    const program = engine(`mode-${mode}`, mode)
    process.env.PATH = join(folder, `mode-${mode}`)
    expect(await findProgram(name)).toBe(sealed ? program : null)
    const pid = await running(program, waits)
    expect((await told(pid))?.program).toMatchObject({ isSealed: sealed, isFound: sealed })
  })

  test('a link in a user’s folder to a program of root’s is passed over', async () => {
    mkdirSync(join(folder, 'open'))
    chmodSync(join(folder, 'open'), 0o777)
    symlinkSync('/bin/sh', join(folder, 'open', name))
    process.env.PATH = join(folder, 'open')
    expect(await findProgram(name)).toBeNull()
  })

  test('no command line is repeated', async () => {
    const pid = await running(engine('again'), waits)
    const process = await told(pid)
    await expect(respawn(process!, '/bin/sh')).rejects.toThrow('root does not repeat')
    expect(await told(pid)).toBeDefined()
  })

  test('another mount namespace with the same files is no other machine; one with others is', async () => {
    const mounts = 'mount -t tmpfs tmpfs /mnt && exec -a mounted sh -c "read end"'
    const pid = await running('unshare', ['--mount', '--propagation=private', 'bash', '-c', mounts])
    await until(async () => (await seesSame(pid, '/mnt')) === false)
    expect([await seesSame(pid, '/etc/none/at/all'), await seesSame(pid, '/etc')]).toEqual([true, true])
  })
})

test('what a user may not know of root’s processes is not guessed', async () => {
  expect(await seesSame(process.pid, '/etc/docker')).toBe(true)
  if (uid !== 0) expect(await seesSame(1, '/etc/docker')).toBeNull()
})
