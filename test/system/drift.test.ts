// What someone else changes is told with a diff, and three ways lead on; a fight over a file is given up.
import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { dockerEngine } from '../lab/docker-engines.ts'
import { type Docker, startDocker } from '../lab/dockerd.ts'
import { type Lab, startLab, URL_OF } from '../lab/lab.ts'
import { placeFile } from '../lab/place-file.ts'
import { pullcord } from '../lab/pullcord.ts'
import { whyNot } from '../lab/prerequisites.ts'
import { systemSuite } from '../lab/suite.ts'
import { homeOf } from '../lab/users.ts'
import { DAEMON_JSON } from './docker-rig.ts'
import { asks, fails, mirrored, statusOf } from './steps.ts'

const ON = ['on', ...mirrored('docker.io', URL_OF.mirror), '--no-check', '--yes']

interface Told {
  readonly drifts: readonly { readonly files: readonly { readonly path: string; readonly diff: string | null }[] }[]
}

const PODMAN = [
  { scope: 'user', user: 'dev', path: `${homeOf('dev')}/.config/containers/registries.conf.d/zz-pullcord.conf` },
  { scope: 'system', user: 'root', path: '/etc/containers/registries.conf.d/zz-pullcord.conf' },
] as const

systemSuite('changed outside, with podman', whyNot('podman', 'newuidmap'), () => {
  let lab: Lab
  beforeAll(async () => {
    lab = await startLab()
  })
  afterAll(() => lab?.stop())

  describe.each(PODMAN)('in $scope scope', ({ scope, user, path }) => {
    const engine = ['--engine', 'podman', '--scope', scope]
    const run = (...args: readonly string[]) => asks(lab.machine, [...args, ...engine], 0, { user })
    const read = () => readFileSync(lab.machine.path(path), 'utf8')
    const aliases = '[aliases]\n"tool" = "quay.io/org/tool"\n'
    let wrote: string

    beforeEach(async () => {
      await run('off')
      // What was added to it stays, as a file of theirs.
      await lab.machine.run(['rm', '-f', path], { user })
      await run(...ON)
      wrote = read()
      // By hand, into our own file: the mirror is another, and something was added.
      writeFileSync(lab.machine.path(path), `${wrote.replace('insecure = true', 'insecure = false')}\n${aliases}`)
    })

    test('is told with a diff', async () => {
      expect(await statusOf(lab.machine, 'podman', scope, { user }, engine)).toMatchObject({ state: 'changed-outside' })
      const { drifts } = (await asks(lab.machine, ['drift', ...engine], 3, { user })) as unknown as Told
      expect(drifts).toMatchObject([{ files: [{ path }] }])
      expect(drifts[0]!.files[0]!.diff).toContain('+[aliases]')
      expect(drifts[0]!.files[0]!.diff).toMatch(/^-.*insecure = true/m)
    })

    test('on brings ours back, and keeps what was added', async () => {
      expect(await run('on', '--no-check')).toMatchObject({ changed: true })
      expect(read().startsWith(wrote.trimEnd())).toBe(true)
      expect(read()).toContain(aliases)
      expect(await asks(lab.machine, ['drift', ...engine], 0, { user })).toEqual({ drifts: [] })
    })

    test('off takes only ours', async () => {
      expect(await run('off')).toMatchObject({ changed: true })
      expect(read().trim()).toBe(aliases.trim())
    })

    test('keep leaves it for good', async () => {
      await run('drift', 'keep')
      const kept = read()
      expect(kept).toContain('insecure = false')
      expect(await run('off')).toMatchObject({ changed: false })
      expect(read()).toBe(kept)
      expect(await lab.machine.run(['podman', 'info'], { user })).toMatchObject({ code: 0 })
    })
  })

  test('something that rewrites the file again and again: Pullcord gives way, and says who', async () => {
    const engine = ['--engine', 'podman', '--scope', 'system']
    const path = PODMAN[1].path
    await asks(lab.machine, ['off', ...engine])
    // What the tests before brought back is not to count.
    await lab.machine.run(['rm', '-rf', path, '/var/lib/pullcord/journal'])
    await asks(lab.machine, [...ON, ...engine])
    const theirs = '# Ansible managed\nunqualified-search-registries = ["docker.io"]\n'
    placeFile(lab.machine, '/etc/theirs.conf', theirs)
    const fight = await lab.machine.start('fight', [
      'sh',
      '-c',
      `while :; do cmp -s ${path} /etc/theirs.conf || cp /etc/theirs.conf ${path}; sleep 0.05; done`,
    ])
    const isTheirs = async () => {
      for (let look = 0; look < 200 && readFileSync(lab.machine.path(path), 'utf8') !== theirs; look++)
        await new Promise((resolve) => setTimeout(resolve, 25))
      expect(readFileSync(lab.machine.path(path), 'utf8')).toBe(theirs)
    }
    const codes: string[] = []
    for (let round = 0; round < 40 && codes.at(-1) !== 'fought-over-tool'; round++) {
      await isTheirs()
      const answer = await asksAnyhow(['on', '--no-check', ...engine])
      codes.push(answer)
    }
    await fight.stop('SIGKILL')
    expect(codes.at(-1)).toBe('fought-over-tool')
    // A round counts whether ours stood for a moment, or was gone before it could be looked at.
    const rounds = codes.filter((code) => code === 'done' || code === 'undo-stuck')
    expect(rounds).toHaveLength(3)
    await asks(lab.machine, ['off', ...engine])
  })

  async function asksAnyhow(args: readonly string[]): Promise<string> {
    const { json } = await pullcord(lab.machine, [...args, '--json'])
    const { error, engines = [] } = (json ?? {}) as {
      error?: { code: string }
      engines?: readonly { error?: { code: string } | null }[]
    }
    return error?.code ?? engines.find((one) => one.error)?.error?.code ?? 'done'
  }
})

const docker = await dockerEngine('system')

systemSuite('changed outside, with docker', docker.kind === 'missing' ? docker.why : null, () => {
  const engine = ['--engine', 'docker']
  let lab: Lab
  let daemon: Docker
  const run = (...args: readonly string[]) => asks(lab.machine, [...args, ...engine])
  const read = () => JSON.parse(readFileSync(lab.machine.path(DAEMON_JSON), 'utf8')) as Record<string, unknown>

  beforeAll(async () => {
    lab = await startLab()
    placeFile(lab.machine, DAEMON_JSON, '{\n\t"debug": false\n}')
    daemon = await startDocker(lab.machine, 'classic')
  })
  afterAll(() => lab?.stop())
  beforeEach(async () => {
    await run('off', '--yes')
    placeFile(lab.machine, DAEMON_JSON, '{\n\t"debug": false\n}')
    await run(...ON)
    // Ours is gone from it, and something else came.
    writeFileSync(lab.machine.path(DAEMON_JSON), '{\n\t"debug": false,\n\t"labels": ["a=b"]\n}')
  })

  test('is told with a diff', async () => {
    expect(await statusOf(lab.machine, 'docker', 'system', {}, engine)).toMatchObject({ state: 'changed-outside' })
    const { drifts } = (await asks(lab.machine, ['drift', ...engine], 3)) as unknown as Told
    expect(drifts).toMatchObject([{ files: [{ path: DAEMON_JSON }] }])
    expect(drifts[0]!.files[0]!.diff).toMatch(/^-.*registry-mirrors/m)
    expect(drifts[0]!.files[0]!.diff).toMatch(/^\+.*labels/m)
  })

  test('on brings ours back, and keeps what was added', async () => {
    expect((await fails(lab.machine, ['on', '--no-check', ...engine], 1)).code).toBe('docker-pending-edits')
    await run('on', '--no-check', '--yes')
    expect(read()).toEqual({ debug: false, labels: ['a=b'], 'registry-mirrors': [URL_OF.mirror] })
    expect(await daemon.mirrors()).toEqual([`${URL_OF.mirror}/`])
  })

  test('off takes only ours, out of dockerd too', async () => {
    await run('off', '--yes')
    expect(read()).toEqual({ debug: false, labels: ['a=b'] })
    expect(await daemon.mirrors()).toEqual([])
  })

  test('keep leaves it', async () => {
    await run('drift', 'keep')
    expect(read()).toEqual({ debug: false, labels: ['a=b'] })
    expect(await asks(lab.machine, ['drift', ...engine])).toEqual({ drifts: [] })
  })
})
