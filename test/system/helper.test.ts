// What root's helper refuses, reached the way an attacker would: by hand, through the real pkexec.
import { rmSync } from 'node:fs'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { formatRequest, type HelperRequest } from '../../shared/helper-protocol.ts'
import { URL_OF } from '../lab/lab.ts'
import { whyNoPolkit } from '../lab/polkit-prerequisites.ts'
import { stage } from '../lab/staged.ts'
import { systemSuite } from '../lab/suite.ts'
import { APPROVE_HUB, APPROVED, codeOf, elevationRig, HUB, type RawAnswer, WRAPPER } from './elevation-rig.ts'

const ON = ['on', '--engine', 'podman', '--scope', 'system'] as const
const DROP_IN = '/etc/containers/registries.conf.d/zz-pullcord.conf'
const MIRROR = { upstream: 'docker.io', url: URL_OF.mirror, insecure: false, ca: null } as const
const APPROVE: HelperRequest = {
  verb: 'approve',
  choice: { mirrors: [MIRROR], keepTheirs: true, strict: false },
  only: false,
  acceptRisks: true,
}
const toggleTo = (set: string | null): HelperRequest => ({
  verb: 'toggle',
  set,
  engines: ['podman'],
  expect: {},
  accept: false,
})
const lineOf = (request: HelperRequest): string => `${formatRequest(request)}\n`
const refusal = ({ answer, stdout, stderr }: RawAnswer): string =>
  answer?.kind === 'refused' ? answer.notice.code : `not refused: ${stdout}${stderr}`

systemSuite('what root’s helper refuses', whyNoPolkit('podman'), () => {
  const rig = elevationRig()
  let approved: string
  let id: string
  beforeAll(async () => {
    await rig.root('podman info >/dev/null')
    await rig.asks(APPROVE_HUB, 'accept')
    approved = rig.read(APPROVED) ?? ''
    id = (JSON.parse(approved) as { sets: { id: string }[] }).sets[0]?.id ?? ''
    // The memory of the system scope begins with the first change.
    await rig.raw('toggle', lineOf(toggleTo(id)))
    await rig.raw('toggle', lineOf(toggleTo(null)))
  })

  let before: readonly string[]
  const unchanged = (): void => expect(rig.tree()).toEqual(before)

  describe('an approved.json that is', () => {
    afterEach(async () => {
      rmSync(rig.lab.machine.path(APPROVED), { force: true })
      await rig.root(`cat >${APPROVED} <<'END'\n${approved}END\nchown 0:0 ${APPROVED}; chmod 644 ${APPROVED}`)
      expect(rig.read(APPROVED)).toBe(approved)
    })

    test.each([
      ['edited to another mirror', `sed -i s/10.99.0.3/10.99.0.9/ ${APPROVED}`, 'roots-file-unreadable'],
      ['writable by its group', `chmod 664 ${APPROVED}`, 'roots-file-unsafe'],
      ['owned by the user', `chown 1500 ${APPROVED}`, 'roots-file-unsafe'],
      [
        'a link to a file of the user’s',
        `cp ${APPROVED} /run/lab/home/dev/a; ln -sf /run/lab/home/dev/a ${APPROVED}`,
        'roots-file-unsafe',
      ],
      ['a second name of a file', `ln -f ${APPROVED} /etc/pullcord/other`, 'roots-file-unsafe'],
      ['cut short', `truncate -s 100 ${APPROVED}`, 'roots-file-unreadable'],
      ['of 10 MB', `head -c 10000000 /dev/zero | tr '\\0' ' ' >>${APPROVED}`, 'roots-file-unreadable'],
      [
        'with a key twice',
        `sed -i 's/"insecure": false,/&\\n          "insecure": false,/' ${APPROVED}`,
        'roots-file-unreadable',
      ],
      ['a pipe', `rm ${APPROVED}; mkfifo ${APPROVED}`, 'roots-file-unsafe'],
      ['gone', `rm ${APPROVED}`, 'not-approved'],
    ])('%s is no leave', async (_, tamper, code) => {
      await rig.root(tamper)
      before = rig.tree()
      expect(refusal(await rig.raw('toggle', lineOf(toggleTo(id))))).toBe(code)
      unchanged()
      await rig.root('rm -f /etc/pullcord/other')
    })
  })

  test('in a directory that others can write to, it is no leave', async () => {
    await rig.root('chmod 777 /etc/pullcord')
    try {
      before = rig.tree()
      expect(refusal(await rig.raw('toggle', lineOf(toggleTo(id))))).toBe('roots-file-unsafe')
      unchanged()
    } finally {
      await rig.root('chmod 755 /etc/pullcord')
    }
  })

  test('a target in a directory that the user can write to is not written', async () => {
    await rig.root('chmod 777 /etc/containers/registries.conf.d')
    try {
      before = rig.tree(['/var/lib/pullcord'])
      const { answer, stderr } = await rig.raw('toggle', lineOf(toggleTo(id)))
      expect(answer, stderr).toMatchObject({ engines: [{ changed: false, failure: { code: 'file-exposed' } }] })
      expect(rig.tree(['/var/lib/pullcord'])).toEqual(before)
    } finally {
      await rig.root('chmod 755 /etc/containers/registries.conf.d')
    }
  })

  describe('pullcord does not ask for root where', () => {
    const folder = '/usr/libexec/pullcord'
    test.each([
      ['the helper is the user’s', `chown 1500 ${folder}/helper.js`, `chown 0 ${folder}/helper.js`, 'helper-unsafe'],
      ['anyone can write to a wrapper', `chmod 757 ${folder}/toggle`, `chmod 755 ${folder}/toggle`, 'helper-unsafe'],
      ['anyone can write beside the runtime', `chmod 777 ${folder}`, `chmod 755 ${folder}`, 'helper-unsafe'],
      ['a wrapper is missing', `mv ${folder}/toggle /run/t`, `mv /run/t ${folder}/toggle`, 'needs-root'],
    ])('%s', async (_, harm, mend, code) => {
      await rig.root(harm)
      try {
        before = rig.tree()
        const on = await rig.asks(ON, 'accept')
        expect(codeOf(on)).toBe(code)
        expect(on.code).not.toBe(0)
        expect(on.dialogs).toEqual([])
        unchanged()
      } finally {
        await rig.root(mend)
      }
    })
  })

  describe('a request', () => {
    beforeEach(() => {
      before = rig.tree()
    })

    test.each([
      ['toggle with arguments', 'toggle', toggleTo(null), ['docker.io=https://elsewhere.example'], 'request-malformed'],
      ['approve without the arguments', 'approve', APPROVE, [], 'request-malformed'],
      [
        'approve with other arguments',
        'approve',
        APPROVE,
        ['accept-risks', 'docker.io=https://harmless.example'],
        'request-malformed',
      ],
      ['approve with one more', 'approve', APPROVE, ['accept-risks', HUB, 'only'], 'request-malformed'],
      ['approve by the action of toggle', 'toggle', APPROVE, [], 'request-malformed'],
      ['toggle by the action of approve', 'approve', toggleTo(null), [], 'request-malformed'],
      [
        'everything back by the action of toggle',
        'toggle',
        { verb: 'restore', what: { kind: 'everything' }, accept: true },
        [],
        'restore-needs-approval',
      ],
      [
        'keep by the action of toggle',
        'toggle',
        { verb: 'restore', what: { kind: 'keep', engine: 'podman' }, accept: true },
        [],
        'restore-needs-approval',
      ],
      [
        'an entry that never was',
        'toggle',
        { verb: 'restore', what: { kind: 'entry', id: '20200101T000000000Z-00000000' }, accept: true },
        [],
        'restore-needs-approval',
      ],
      [
        'an entry by a path',
        'toggle',
        { verb: 'restore', what: { kind: 'entry', id: '../../../etc/passwd' }, accept: true },
        [],
        'request-malformed',
      ],
      ['a set that nobody approved', 'toggle', toggleTo('0123456789abcdef'), [], 'not-approved'],
      ['a set by a path', 'toggle', toggleTo('../../etc/passwd'), [], 'request-malformed'],
    ] as const)('%s is refused', async (_, action, request, args, code) => {
      expect(refusal(await rig.raw(action, lineOf(request), args, 'accept'))).toBe(code)
      unchanged()
    })

    test('to undo what is not the latest is refused', async () => {
      const older = String(rig.journal()[0]?.['id'])
      const undo: HelperRequest = { verb: 'restore', what: { kind: 'entry', id: older }, accept: true }
      expect(refusal(await rig.raw('toggle', lineOf(undo)))).toBe('restore-needs-approval')
      unchanged()
    })

    test('to undo what someone else changed is refused', async () => {
      await rig.lab.machine.run(['sh', '-c', `(echo '${formatRequest(toggleTo(id))}'; sleep 2) | ${WRAPPER.toggle}`])
      const latest = rig.journal().at(-1)
      expect(latest).toMatchObject({ by: { uid: 0, via: 'root' }, verb: 'on' })
      before = rig.tree()
      const undo: HelperRequest = { verb: 'restore', what: { kind: 'entry', id: String(latest?.['id']) }, accept: true }
      expect(refusal(await rig.raw('toggle', lineOf(undo)))).toBe('restore-needs-approval')
      unchanged()
      expect((await rig.raw('toggle', lineOf(toggleTo(null)))).answer).toMatchObject({ kind: 'switched' })
      expect(rig.read(DROP_IN)).toBeNull()
    })

    test('whose sender is gone before the line is whole changes nothing', async () => {
      for (const input of [formatRequest(toggleTo(id)), '', '{']) {
        const staged = await stage(rig.lab.machine, ['pkexec', WRAPPER.toggle], { user: 'dev', stay: true })
        staged.go(input)
        expect((await staged.done).code).toBe(1)
      }
      unchanged()
    })

    test('whose sender is killed while the dialog is open changes nothing, and the dialog goes', async () => {
      const argv = ['pkexec', '--disable-internal-agent', WRAPPER.approve, 'accept-risks', HUB]
      const staged = await stage(rig.lab.machine, argv, { user: 'dev', stay: true })
      await rig.polkit.seat(staged.pid, 'hang')
      staged.go(lineOf(APPROVE), true)
      await rig.polkit.event('asked', staged.pid)
      // Until it has become root, it is the user's to signal.
      expect(await rig.lab.machine.run(['pkill', '-TERM', '-x', 'pkexec'], { user: 'dev' })).toMatchObject({ code: 0 })
      expect(await staged.done).toMatchObject({ stdout: '' })
      await rig.polkit.event('withdrawn', staged.pid)
      unchanged()
    })

    test('whose sender goes after the leave was given is finished or not begun', async () => {
      const { done, write, go } = await stage(rig.lab.machine, ['pkexec', WRAPPER.toggle], { user: 'dev', stay: true })
      go(lineOf(toggleTo(id)), true)
      write(null)
      const { stdout, stderr } = await done
      expect(stdout, stderr).toMatch(/"refused"|"switched"/)
      expect((await rig.raw('toggle', lineOf(toggleTo(null)))).answer).toMatchObject({ kind: 'switched' })
      expect(rig.read(DROP_IN)).toBeNull()
    })
  })
})
