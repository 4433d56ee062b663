import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findBrowser } from '../../build/run/programs.ts'
import { type Lab, startLab, URL_OF } from '../lab/lab.ts'
import { PROJECT_INSIDE } from '../lab/machine.ts'
import { nodeIn } from '../lab/node-in.ts'
import { ownFiles } from '../lab/own-files.ts'
import { podmanStorage } from '../lab/podman.ts'
import { whyNot } from '../lab/prerequisites.ts'
import { command, type Json, pullcord } from '../lab/pullcord.ts'
import { systemSuite } from '../lab/suite.ts'
import { treeDigest } from '../lab/tree-digest.ts'
import { untilUp } from '../lab/until.ts'
import { homeOf } from '../lab/users.ts'
import { byEngine } from '../lab/watch.ts'

const asDev = { user: 'dev' } as const
const image = 'docker.io/library/demo:1'
const noBrowser = findBrowser() === null ? 'There is no Chromium.' : null

systemSuite('the first set-up, on real podman', whyNot('podman') ?? noBrowser, () => {
  let lab: Lab
  let before: readonly string[]
  const tree = () =>
    treeDigest(lab.machine, ['/etc', homeOf('dev')], {
      except: [...podmanStorage('dev'), ...ownFiles('dev')],
    })
  beforeAll(async () => {
    lab = await startLab()
    await lab.machine.run(['podman', 'info'], asDev)
    before = tree()
  })
  afterAll(() => lab?.stop())

  const forget = async (): Promise<void> => {
    await pullcord(lab.machine, ['uninstall', '--yes'], asDev)
    await lab.machine.run(['rm', '-rf', `${homeOf('dev')}/.config/pullcord`], asDev)
    await lab.machine.run(['podman', 'image', 'rm', '--force', image], asDev)
  }

  test('in a terminal, without a question: one command, one proven pull', async () => {
    const mark = lab.mirror.mark()
    const args = ['setup', '--mirror', URL_OF.mirror, '--image', image, '--yes']
    const { code, json, stderr } = await pullcord(lab.machine, [...args, '--json'], asDev)
    expect([stderr, code]).toEqual(['', 0])
    expect(json).toMatchObject({ mirror: URL_OF.mirror, changed: true, proof: { reached: 'proven' } })
    expect(byEngine(await lab.mirror.since(mark))).toContain('GET /v2/library/demo/manifests/1 200')
    const again = await pullcord(lab.machine, [...args, '--json'], asDev)
    expect(again.json).toMatchObject({ changed: false })
    await forget()
    expect(tree()).toEqual(before)
  })

  test('without a mirror in the team: one runs on this computer, and serves the first pull', async () => {
    const args = ['setup', '--here', '--image', image, '--yes', '--json']
    const { code, json, stderr } = await pullcord(lab.machine, args, asDev)
    expect([stderr, code]).toEqual(['', 0])
    expect(json).toMatchObject({ mirror: 'http://127.0.0.1:5000', proof: { reached: 'proven' } })
    const hosted = await pullcord(lab.machine, ['host', 'status', '--json'], asDev)
    expect(hosted.json).toMatchObject({ mirrors: [{ upstream: 'docker.io', way: 'binary', state: 'running' }] })
    await forget()
    const removed = await pullcord(lab.machine, ['host', 'remove', 'docker.io', '--data', '--yes', '--json'], asDev)
    expect([removed.stderr, removed.code]).toEqual(['', 0])
    expect(tree()).toEqual(before)
  })

  test('a script that names no mirror is told which options to give', async () => {
    const { code, stderr } = await pullcord(lab.machine, ['setup'], asDev)
    expect([code, stderr]).toEqual([2, expect.stringContaining('--mirror URL, or --here')])
  })

  test('in a real browser, by keyboard alone', async () => {
    const served = await lab.machine.start('serve', [...command(PROJECT_INSIDE), 'serve'], asDev)
    let address = ''
    await untilUp(served, () => {
      address = /http:\S+/.exec(readFileSync(served.log, 'utf8'))?.[0] ?? ''
      return address !== ''
    })
    try {
      const walk = [nodeIn(PROJECT_INSIDE), `${PROJECT_INSIDE}/test/lab/first-run-walk.ts`]
      const { stdout, stderr, code } = await lab.machine.run([...walk, address, URL_OF.mirror, image, findBrowser()!])
      expect([code, stderr]).toEqual([0, ''])
      const { said, milliseconds } = JSON.parse(stdout) as Json
      expect(said).toContain(`${image} came through ${URL_OF.mirror}.`)
      console.info(`From the first key to the proof: ${String(milliseconds)} ms, the pull and the browser among them.`)
    } finally {
      await served.stop('SIGINT')
    }
    await forget()
    expect(tree()).toEqual(before)
  })
})
