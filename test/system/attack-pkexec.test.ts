// Someone who owns the user's account, and wants root to write what nobody approved: requests, surroundings, races.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { formatRequest, type HelperRequest } from '../../shared/helper-protocol.ts'
import { URL_OF } from '../lab/lab.ts'
import type { Daemon } from '../lab/machine.ts'
import { whyNoPolkit } from '../lab/polkit-prerequisites.ts'
import { stage } from '../lab/staged.ts'
import { systemSuite } from '../lab/suite.ts'
import { rounds } from '../runs.ts'
import { type Attack, attacks } from './attack-requests.ts'
import { answerIn, APPROVE_HUB, APPROVED, elevationRig, HUB, WRAPPER, WRITTEN_TO_TMP } from './elevation-rig.ts'

const COUNT = rounds(60, 2_000)
const AT_ONCE = 2
const DROP_IN = '/etc/containers/registries.conf.d/zz-pullcord.conf'
const POLICY = '/etc/pullcord/policy.json'
// What the helper is there to write, and what it remembers of that.
const ALLOWED = [DROP_IN, '/etc/docker/daemon.json', '/var/lib/pullcord'] as const
// What is not the helper's: the user's own files, processes' sockets, the lab itself.
const ASIDE = [
  ...ALLOWED,
  '/run/lab',
  '/run/user',
  '/run/sudo',
  '/run/containers',
  '/run/libpod',
  `${WRITTEN_TO_TMP}/swapped`,
  `${WRITTEN_TO_TMP}/gone`,
]

const off: HelperRequest = { verb: 'toggle', set: null, engines: ['podman'], expect: {}, accept: false }

// Swaps files, links and hard links in all places where the user may: their own folders, and the sticky /tmp.
const SWAP = `
mkdir -p /tmp/swapped ~/.config/pullcord ~/.config/containers/registries.conf.d
while :; do
  for folder in /tmp/swapped ~/.config/pullcord ~/.config/containers/registries.conf.d; do
    ln -sfn /etc "$folder/a"; ln -sfn /etc/shadow "$folder/zz-pullcord.conf"
    ln -f ~/.profile "$folder/settings.json" 2>/dev/null
    ln -sfn ${APPROVED} "$folder/settings.json"; ln -sfn /var/lib/pullcord "$folder/originals"
    rm -f "$folder/zz-pullcord.conf"; echo '{"mirrors":[{}]}' >"$folder/settings.json"
  done
done`

systemSuite(`attacks through pkexec (${COUNT})`, whyNoPolkit('podman'), () => {
  const rig = elevationRig()
  let set: string
  let before: readonly string[]
  let swapper: Daemon
  const tree = (): readonly string[] => rig.wholeTree(ASIDE)

  beforeAll(async () => {
    await rig.root('podman info >/dev/null')
    await rig.asks(APPROVE_HUB, 'accept')
    await rig.root(`echo '{"version":1,"togglesPerMinute":100}' >${POLICY}`)
    set = (JSON.parse(rig.read(APPROVED) ?? '{}') as { sets: { id: string }[] }).sets[0]?.id ?? ''
    await rig.raw('toggle', `${formatRequest({ ...off, set })}\n`)
    await rig.raw('toggle', `${formatRequest(off)}\n`)
    before = tree()
    swapper = await rig.lab.machine.start('swapper', ['sh', '-c', SWAP], { user: 'dev' })
  })
  afterAll(() => swapper?.stop('SIGKILL'))

  /** Carries one out; what root's helper answered, or null. */
  async function carryOut(attack: Attack): Promise<string | null> {
    const pkexec = ['/usr/bin/pkexec', '--disable-internal-agent', WRAPPER[attack.action], ...attack.args]
    const env = Object.entries(attack.env).map(([name, value]) => `${name}=${value}`)
    const argv = ['sh', '-c', attack.around, 'attack', '/usr/bin/env', ...env, ...pkexec]
    const staged = await stage(rig.lab.machine, argv, { user: 'dev' })
    if (attack.action === 'approve') await rig.polkit.seat(staged.pid, attack.mode)
    const [first = Buffer.alloc(0), ...drops] = attack.input
    staged.go(first, true)
    for (const drop of drops) {
      await new Promise((resolve) => setTimeout(resolve, attack.pauseMs))
      staged.write(drop)
    }
    if (attack.ends) staged.write(null)
    if (attack.signal !== null) {
      const { name, afterMs } = attack.signal
      await new Promise((resolve) => setTimeout(resolve, afterMs))
      await rig.lab.machine.run(['pkill', `-${name}`, '-u', 'dev,root', '-x', 'pkexec|toggle|approve|node'], {
        user: 'dev',
      })
      staged.write(null) // it may have become a process that nobody can end
    }
    const { stdout } = await staged.done
    return answerIn(stdout)?.kind ?? null
  }

  test(
    'whatever is asked, in whatever surroundings: not one write outside the closed list',
    { timeout: 3_000_000 },
    async () => {
      const kinds = new Map<string, number>()
      const queue = attacks(COUNT, set)[Symbol.iterator]()
      const worker = async (): Promise<void> => {
        for (let next = queue.next(); !next.done; next = queue.next()) {
          const kind = String(await carryOut(next.value))
          kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
          // Only what was approved may be in force, whatever else was said.
          const text = rig.read(DROP_IN)
          if (text !== null) expect(text).toContain(URL_OF.mirror.replace('http://', ''))
          expect(text ?? '').not.toMatch(/evil/)
        }
      }
      await Promise.all(Array.from({ length: AT_ONCE }, worker))
      // They reached the helper, which turned most away, and did what was allowed.
      const counted = JSON.stringify([...kinds])
      expect(kinds.get('refused') ?? 0, counted).toBeGreaterThan(COUNT / 4)
      expect(kinds.get('switched') ?? 0, counted).toBeGreaterThan(0)
      expect(tree()).toEqual(before)
    },
  )

  test('after that, the honest way still works', async () => {
    await swapper.stop('SIGKILL')
    await rig.root(
      `echo '{"version":1,"togglesPerMinute":10000}' >${POLICY}; rm -f /run/lab/home/dev/.config/pullcord/*`,
    )
    const outcome = await rig.raw(
      'approve',
      `${formatRequest({ verb: 'approve', choice: { mirrors: [{ upstream: 'docker.io', url: URL_OF.mirror, insecure: false, ca: null }], keepTheirs: true, strict: false }, only: true, acceptRisks: true })}\n`,
      ['accept-risks', 'only', HUB],
      'accept',
    )
    expect(outcome.answer, outcome.stderr).toMatchObject({ kind: 'approved', sets: [set] })
  })
})
