// What an administrator allows once, the user then switches: real polkitd, pkexec, sudo, dockerd and podman.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { URL_OF } from '../lab/lab.ts'
import { type Docker, startDocker } from '../lab/dockerd.ts'
import { podmanPull } from '../lab/podman.ts'
import { whyNoPolkit } from '../lab/polkit-prerequisites.ts'
import { systemSuite } from '../lab/suite.ts'
import { byEngine, watch } from '../lab/watch.ts'
import { APPROVE_HUB, APPROVED, codeOf, elevationRig, HUB, WRAPPER } from './elevation-rig.ts'

const BOTH = ['--engine', 'docker,podman', '--scope', 'system'] as const
const CLOSED_LIST = ['/etc/docker/daemon.json', '/etc/containers/registries.conf.d/zz-pullcord.conf']

systemSuite('approve once, toggle freely', whyNoPolkit('dockerd', 'podman'), () => {
  const rig = elevationRig()
  let docker: Docker
  beforeAll(async () => {
    docker = await startDocker(rig.lab.machine, 'classic')
    await rig.root('podman info >/dev/null') // which leaves a lock of its own in /etc/cni
  })
  afterAll(() => docker?.stop())

  test('the policy, as polkit reads it, wants a password to approve and none of the active user to toggle', async () => {
    const { stdout: approve } = await rig.root('pkaction --verbose --action-id io.github.pullcord.approve')
    expect(approve).toMatch(/implicit any:\s+auth_admin$/m)
    expect(approve).toMatch(/implicit inactive:\s+auth_admin$/m)
    expect(approve).toMatch(/implicit active:\s+auth_admin$/m)
    expect(approve).toContain('exec.path -> /usr/libexec/pullcord/approve\n')
    const { stdout: toggle } = await rig.root('pkaction --verbose --action-id io.github.pullcord.toggle')
    expect(toggle).toMatch(/implicit any:\s+auth_admin$/m)
    expect(toggle).toMatch(/implicit inactive:\s+auth_admin$/m)
    expect(toggle).toMatch(/implicit active:\s+yes$/m)
    expect(toggle).toContain('exec.path -> /usr/libexec/pullcord/toggle\n')
  })

  test('before that, on is refused without a dialog', async () => {
    const before = rig.tree()
    const on = await rig.asks(['on', '--mirror', HUB, ...BOTH], 'accept')
    expect(on.code, on.stdout).toBe(4)
    expect(codeOf(on)).toBe('needs-approval')
    expect(on.dialogs).toEqual([])
    expect(rig.tree()).toEqual(before)
  })

  test.each([
    ['dismissed', 'cancel', 'approval-dismissed', 1],
    ['given a wrong password', 'fail', 'approval-refused', 1],
    ['without anyone to ask', null, 'no-agent', 0],
  ] as const)('approve, %s: nothing is written', async (_, mode, code, dialogs) => {
    const before = rig.tree()
    const approve = await rig.asks(APPROVE_HUB, mode)
    expect(approve.code, approve.stdout).toBe(4)
    expect(codeOf(approve)).toBe(code)
    expect(approve.dialogs).toHaveLength(dialogs)
    expect(rig.tree()).toEqual(before)
  })

  test('approve: the dialog shows the very mirrors, and root writes them down', async () => {
    const approve = await rig.asks(APPROVE_HUB, 'accept')
    expect(approve.code, approve.stdout).toBe(0)
    expect(approve.dialogs.map(({ action, message }) => [action, message])).toEqual([
      [
        'io.github.pullcord.approve',
        `Pullcord asks to allow, for every user of this machine: /usr/libexec/pullcord/approve accept-risks ${HUB}`,
      ],
    ])
    expect(JSON.parse(rig.read(APPROVED) ?? '')).toMatchObject({
      sets: [{ mirrors: [{ upstream: 'docker.io', url: URL_OF.mirror, insecure: false, ca: null }], by: 1500 }],
    })
    expect(rig.tree().find((line) => line.startsWith(`${APPROVED} `))).toMatch(/ 0644 0:0 1 links sha256:/)
  })

  describe('then', () => {
    const aside = ['/var/lib/pullcord']
    let before: readonly string[]
    beforeAll(() => {
      before = rig.tree(aside)
    })

    test('on needs no dialog, and one run of the helper does both engines', async () => {
      await rig.root(`sed -i '1a echo run >>/run/helper-runs' ${WRAPPER.toggle}`)
      const staged = await rig.prepare(['on', ...BOTH, '--json'])
      await rig.polkit.seat(staged.pid, 'hang') // a dialog would never end
      staged.go()
      const on = await staged.done
      await rig.root(`sed -i 2d ${WRAPPER.toggle}`)
      expect(on.code, on.stdout).toBe(0)
      expect(rig.read('/run/helper-runs')).toBe('run\n')
      expect(rig.polkit.dialogs.filter(({ event, pid }) => event === 'asked' && pid === staged.pid)).toEqual([])
      expect(await docker.mirrors()).toEqual([`${URL_OF.mirror}/`])
      const written = rig.tree(aside).filter((line) => !before.includes(line))
      expect(written.map((line) => line.split(' ')[0])).toEqual(CLOSED_LIST.toSorted())
    })

    test('the journal names the user, by pkexec', () => {
      expect(rig.journal()).toMatchObject([
        { by: { uid: 1500, via: 'pkexec' }, verb: 'on', engine: { id: 'docker' }, changes: [{ path: CLOSED_LIST[0] }] },
        { by: { uid: 1500, via: 'pkexec' }, verb: 'on', engine: { id: 'podman' }, changes: [{ path: CLOSED_LIST[1] }] },
      ])
    })

    test('pulls of both go through the mirror', async () => {
      const byDocker = await watch(rig.lab, () => docker.pull('docker.io/library/demo:1'))
      expect(byDocker.result).toMatchObject({ code: 0 })
      expect(byEngine(byDocker.mirror).join('\n')).toContain('/v2/library/demo/manifests/1')
      expect(byEngine(byDocker.hub)).toEqual([])
      const byPodman = await watch(rig.lab, () => podmanPull(rig.lab.machine, 'docker.io/team/app:1', 'root'))
      expect(byPodman.result).toMatchObject({ code: 0 })
      expect(byEngine(byPodman.mirror)).toContain('GET /v2/team/app/manifests/1 200')
      expect(byEngine(byPodman.hub)).toEqual([])
    })

    test('two at once: both end, and the files are as one of them says', async () => {
      const runs = await Promise.all([rig.asks(['off', ...BOTH]), rig.asks(['on', ...BOTH])])
      for (const { code, stdout } of runs) expect([0, 1], stdout).toContain(code)
      const isOn = CLOSED_LIST.map((path) => rig.read(path) !== null)
      const mirrors = await docker.mirrors()
      expect(mirrors).toEqual(isOn[0] ? [`${URL_OF.mirror}/`] : [])
      expect(rig.tree(aside).filter((line) => line.includes('.pullcord-'))).toEqual([])
    })

    test('off: every file is as before', async () => {
      const off = await rig.asks(['off', ...BOTH])
      expect(off.code, off.stdout).toBe(0)
      expect(off.dialogs).toEqual([])
      expect(await docker.mirrors()).toEqual([])
      expect(rig.tree(aside)).toEqual(before)
    })
  })

  test('a rule that says no: refused, and nothing is written', async () => {
    await rig.polkit.rule('refused')
    try {
      const before = rig.tree()
      const on = await rig.asks(['on', ...BOTH], 'accept')
      expect(codeOf(on)).toBe('approval-refused')
      expect(on.code).not.toBe(0)
      expect(on.dialogs).toEqual([])
      expect(rig.tree()).toEqual(before)
    } finally {
      await rig.polkit.rule('as-active')
    }
  })

  test('without new privileges nobody is asked', async () => {
    const before = rig.tree()
    const on = await rig.asks(['on', ...BOTH], 'accept', ['setpriv', '--no-new-privs', '--'])
    expect(codeOf(on)).toBe('elevation-sandboxed')
    expect(on.dialogs).toEqual([])
    expect(rig.tree()).toEqual(before)
  })

  test('polkitd hangs: said, and nothing is written', async () => {
    const before = rig.tree()
    const staged = await rig.prepare(['on', ...BOTH, '--json'])
    rig.polkit.freeze()
    try {
      staged.go()
      const on = await staged.done
      expect(on.code, on.stdout).not.toBe(0)
      expect(on.stdout).toContain('"polkit-silent"')
    } finally {
      rig.polkit.thaw()
    }
    expect(rig.tree()).toEqual(before)
  })

  describe('sudo, where polkit can ask nobody', () => {
    const sudoers = '/etc/sudoers.d/lab-pullcord'
    beforeAll(() => rig.root(`echo 'dev ALL=(root) NOPASSWD: ${WRAPPER.approve}' >${sudoers}; chmod 440 ${sudoers}`))
    afterAll(() => rig.root(`rm -f ${sudoers}`))

    test('a line for the very wrapper is enough', async () => {
      const approve = await rig.asks([...APPROVE_HUB, '--only'])
      expect(approve.code, approve.stdout).toBe(0)
      expect(approve.dialogs).toEqual([])
      expect(JSON.parse(rig.read(APPROVED) ?? '')).toMatchObject({ sets: [{ by: 1500 }] })
    })

    test('a forged PKEXEC_UID does not change who it was', async () => {
      await rig.root(`echo 'dev ALL=(root) NOPASSWD: SETENV: ALL' >${sudoers}`)
      const request = '{"version":1,"verb":"toggle","set":null,"engines":["podman"],"expect":{},"accept":false}'
      await rig.asks(['on', ...BOTH])
      const script = `(echo '${request}'; sleep 2) | sudo -n env PKEXEC_UID=0 /usr/libexec/pullcord/toggle`
      const { stdout } = await rig.lab.machine.run(['sh', '-c', script], { user: 'dev' })
      expect(stdout).toContain('"switched"')
      expect(rig.journal().at(-1)).toMatchObject({ verb: 'off', by: { uid: 1500, via: 'sudo' } })
      expect((await rig.asks(['off', ...BOTH])).code).toBe(0)
    })
  })
})
