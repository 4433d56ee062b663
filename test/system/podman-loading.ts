import { chownSync, existsSync, mkdirSync, renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { URL_OF } from '../lab/lab.ts'
import { userDropIns } from '../lab/podman.ts'
import { homeOf } from '../lab/users.ts'
import { byEngine, watch } from '../lab/watch.ts'
import { PODMAN, type PodmanRig } from './podman-rig.ts'
import { asks, fails, mirrored, statusOf } from './steps.ts'

const SYSTEM = ['--engine', 'podman', '--scope', 'system'] as const
const ON = ['on', ...mirrored('docker.io', URL_OF.mirror)] as const
const IMAGE = 'docker.io/library/demo:1'
const OFFICE = '10.99.0.3:6000'
const USERS = `${homeOf('dev')}/.config/containers`
const ADMINS = '/etc/containers'
const asDev = { user: 'dev' } as const

function table(prefix: string, mirror: string): string {
  const mirrorTable = `[[registry.mirror]]\nlocation = "${mirror}"\ninsecure = true\n`
  return `[[registry]]\nprefix = "${prefix}"\nlocation = "${prefix}"\n\n${mirrorTable}`
}

/** Where podman 6 loads other files than those before it: seen at the engine, and what we say must agree. */
export function podmanLoading(rig: PodmanRig): void {
  describe('which files count', () => {
    const at = (path: string) => rig.lab.machine.path(path)
    const place = (path: string, text: string) => {
      mkdirSync(dirname(at(path)), { recursive: true })
      writeFileSync(at(path), text)
    }
    /** Who a pull asked first: the office's mirror or the hub; and whether status knows of the mirror. */
    const asked = async (env: Readonly<Record<string, string>> = {}) => {
      const options = { ...asDev, env }
      await rig.lab.machine.run(['podman', 'image', 'rm', '--force', IMAGE], options)
      const seen = await watch(rig.lab, () => rig.lab.machine.run(['podman', 'pull', IMAGE], options))
      expect(seen.result).toMatchObject({ code: 0 })
      const entry = await statusOf(rig.lab.machine, 'podman', 'user', options, PODMAN)
      return {
        mirror: byEngine(seen.mirror).length > 0,
        hub: byEngine(seen.hub).length > 0,
        told: JSON.stringify(entry).includes(`{"upstream":"docker.io","endpoint":"${OFFICE}"}`),
      }
    }
    const byMirror = { mirror: true, hub: false, told: true }
    const byHub = { mirror: false, hub: true, told: false }

    beforeEach(() => {
      mkdirSync(at(userDropIns('dev')), { recursive: true })
      for (const folder of [USERS, userDropIns('dev')]) chownSync(at(folder), 1500, 1500)
    })
    afterEach(async () => {
      await asks(rig.lab.machine, ['off', ...PODMAN], 0, asDev)
      await asks(rig.lab.machine, ['off', ...SYSTEM])
      rmSync(at(USERS), { recursive: true })
    })

    test('a user’s main file silences the drop-ins of /etc up to 5, and not in 6', async () => {
      await asks(rig.lab.machine, [...ON, ...SYSTEM])
      expect(await asked()).toEqual(byMirror)
      place(`${USERS}/registries.conf`, '# mine\n')
      expect(await asked()).toEqual(rig.is6 ? byMirror : byHub)
    })

    test('the same name in /etc and in a home: both load up to 5, only the user’s in 6', async () => {
      place(`${ADMINS}/registries.conf.d/50-own.conf`, table('docker.io', OFFICE))
      try {
        expect(await asked()).toEqual(byMirror)
        place(`${userDropIns('dev')}/50-own.conf`, table('quay.io', '10.99.0.3:6001'))
        expect(await asked()).toEqual(rig.is6 ? byHub : byMirror)
      } finally {
        rmSync(at(`${ADMINS}/registries.conf.d/50-own.conf`))
      }
    })

    test('a name in /etc that sorts after ours outranks it in 6 alone: on is then refused by its path', async () => {
      const later = `${ADMINS}/registries.conf.d/zzz-later.conf`
      await asks(rig.lab.machine, [...ON, ...PODMAN], 0, asDev)
      place(later, table('docker.io', '10.99.0.4:7003'))
      try {
        expect(await asked()).toMatchObject(rig.is6 ? { mirror: false, hub: true } : byMirror)
        if (!rig.is6) return void (await asks(rig.lab.machine, [...ON, ...PODMAN], 0, asDev))
        const error = await fails(rig.lab.machine, [...ON, ...PODMAN], 1, asDev)
        expect(error).toMatchObject({ code: 'podman-outranked', path: later })
      } finally {
        rmSync(at(later))
      }
    })

    test('the directories for rootless podman count from 6', async () => {
      const folders = [`${ADMINS}/registries.rootless.conf.d`, `${ADMINS}/registries.rootless.conf.d/1500`]
      for (const folder of folders) {
        place(`${folder}/50-office.conf`, table('docker.io', OFFICE))
        try {
          expect(await asked()).toEqual(rig.is6 ? byMirror : byHub)
        } finally {
          rmSync(at(`${folder}/50-office.conf`))
        }
      }
      rmSync(at(folders[0]!), { recursive: true })
    })

    test('XDG_CONFIG_HOME is honoured from 6: ours stands where podman looks', async () => {
      const env = { XDG_CONFIG_HOME: `${homeOf('dev')}/elsewhere` }
      const options = { ...asDev, env }
      await asks(rig.lab.machine, [...ON, ...PODMAN], 0, options)
      try {
        const elsewhere = `${env.XDG_CONFIG_HOME}/containers/registries.conf.d/zz-pullcord.conf`
        expect(existsSync(at(elsewhere))).toBe(rig.is6)
        expect(existsSync(at(`${userDropIns('dev')}/zz-pullcord.conf`))).toBe(!rig.is6)
        expect(await asked(env)).toEqual(byMirror)
        await asks(rig.lab.machine, ['verify', '--pull', IMAGE, ...PODMAN], 0, options)
      } finally {
        await asks(rig.lab.machine, ['off', ...PODMAN], 0, options)
      }
      expect(await asked(env)).toEqual(byHub)
      rmSync(at(env.XDG_CONFIG_HOME), { recursive: true })
    })

    test('a directory of drop-ins that is a link: passed over up to 5 and refused, read in 6', async () => {
      const [real, link] = [`${homeOf('dev')}/elsewhere.d`, userDropIns('dev')]
      await asks(rig.lab.machine, [...ON, ...PODMAN], 0, asDev)
      renameSync(at(link), at(real))
      symlinkSync(real, at(link))
      try {
        expect(await asked()).toMatchObject(rig.is6 ? byMirror : { mirror: false, hub: true })
        if (rig.is6) return
        expect((await fails(rig.lab.machine, [...ON, ...PODMAN], 1, asDev)).code).toBe('podman-directory-link')
      } finally {
        unlinkSync(at(link))
        renameSync(at(real), at(link))
      }
    })

    test('/usr/share counts from 6', async () => {
      const shared = '/usr/share/containers'
      const lay = `mount -t overlay -o lowerdir=/run/lab/shared:${shared} overlay ${shared}`
      place('/run/lab/shared/registries.conf.d/50-office.conf', table('docker.io', OFFICE))
      await rig.lab.machine.run(['sh', '-ec', lay])
      try {
        expect(await asked()).toEqual(rig.is6 ? byMirror : byHub)
      } finally {
        await rig.lab.machine.run(['umount', shared])
      }
    })
  })
}
