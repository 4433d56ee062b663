// The lab itself, without Pullcord: what the other suites prove would prove nothing if these failed.
import { mkdirSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Lab, startLab } from '../lab/lab.ts'
import { podmanPull, userDropIns } from '../lab/podman.ts'
import { whyNot } from '../lab/prerequisites.ts'
import { systemSuite } from '../lab/suite.ts'
import { treeDigest } from '../lab/tree-digest.ts'
import { byEngine, watch } from '../lab/watch.ts'

systemSuite('the lab by hand, without Pullcord', whyNot('podman', 'newuidmap'), () => {
  let lab: Lab
  beforeAll(async () => {
    lab = await startLab()
  })
  afterAll(() => lab?.stop())

  const dropIn = (text: string) => {
    mkdirSync(lab.machine.path(userDropIns('dev')), { recursive: true })
    writeFileSync(lab.machine.path(`${userDropIns('dev')}/zz-by-hand.conf`), text)
  }

  test('a pull without any mirror asks the hub', async () => {
    const seen = await watch(lab, () => podmanPull(lab.machine, 'docker.io/library/demo:1', 'dev'))
    expect(seen.result).toMatchObject({ code: 0 })
    expect(byEngine(seen.hub)[0]).toBe('GET /v2/library/demo/manifests/1 200')
    expect(byEngine(seen.mirror)).toEqual([])
  })

  test('a drop-in written by hand sends pulls to the mirror, and the mirror to the hub', async () => {
    dropIn(
      '[[registry]]\nprefix = "docker.io"\nlocation = "docker.io"\n' +
        '[[registry.mirror]]\nlocation = "10.99.0.3:6000"\ninsecure = true\n',
    )
    const seen = await watch(lab, () => podmanPull(lab.machine, 'docker.io/library/demo:2', 'dev'))
    expect(seen.result).toMatchObject({ code: 0 })
    expect(byEngine(seen.mirror)[0]).toBe('GET /v2/library/demo/manifests/2 200')
    expect(byEngine(seen.hub)).toEqual([])
    expect(seen.hub.map(({ path }) => path)).toContain('/v2/library/demo/manifests/2')
  })

  test('a hub whose certificate nobody trusts is refused', async () => {
    await lab.hub.stop()
    await lab.hub.start(lab.machine.certificates.stranger)
    dropIn('')
    const pull = await podmanPull(lab.machine, 'docker.io/team/app:1', 'dev')
    expect(pull.code).not.toBe(0)
    expect(pull.stderr).toContain('x509: certificate signed by unknown authority')
    await lab.hub.stop()
    await lab.hub.start()
  })

  test('the machine of the tests cannot be written to from inside', async () => {
    const touched = await lab.machine.run(['touch', '/root/x', '/home/x', '/usr/x', '/opt/x'])
    expect(touched.stderr.match(/Read-only file system/g)).toHaveLength(4)
  })

  test('a tree digest names what differs: bytes, mode, owner, link', async () => {
    const home = '/run/lab/home/dev/digest'
    await lab.machine.run(['sh', '-c', 'mkdir digest && cd digest && echo a >f && ln -s f l && ln f h'], {
      user: 'dev',
    })
    const before = treeDigest(lab.machine, [home])
    const changed = async (command: string, undo: string) => {
      await lab.machine.run(['sh', '-c', `cd ${home} && ${command}`])
      const after = treeDigest(lab.machine, [home])
      await lab.machine.run(['sh', '-c', `cd ${home} && ${undo}`])
      expect(treeDigest(lab.machine, [home])).toEqual(before)
      return after.filter((line) => !before.includes(line)).map((line) => line.split(' ')[0]?.slice(home.length + 1))
    }
    expect(await changed('echo b >f', 'echo a >f')).toEqual(['f', 'h'])
    expect(await changed('chmod 600 f', 'chmod 644 f')).toEqual(['f', 'h'])
    expect(await changed('chown -h 0 l', 'chown -h 1500 l')).toEqual(['l'])
    expect(await changed('rm h', 'ln f h')).toEqual(['f'])
    expect(await changed('ln -sf h l; chown -h 1500:1500 l', 'ln -sf f l; chown -h 1500:1500 l')).toEqual(['l'])
  })
})
