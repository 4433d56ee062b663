import { describe, expect, test } from 'vitest'
import { openCore } from '../../../../electron/service/core.ts'
import { memoryDisk } from '../../../../electron/system/memory-disk.ts'
import type { Process, Processes } from '../../../../electron/system/system.ts'
import type { Workplace } from '../../../../electron/switching/place.ts'
import { whoAsks } from '../../../../electron/system/who.ts'
import { formatKey } from '../../../../shared/engine.ts'
import { idleProcesses } from '../../engines/idle-processes.ts'

const path = '/etc/gitlab-runner/config.toml'
const dind =
  '[[runners]]\nname = "a"\ntoken = "glrt-planted"\nexecutor = "docker"\n[runners.docker]\nprivileged = true\n'
const kubernetes = '[[runners]]\nname = "k"\nexecutor = "kubernetes"\n'
const mirrors = [{ upstream: 'docker.io', url: 'http://10.0.0.2:5000', insecure: false, ca: null }]

// Root on this machine; where no processes are given, on the files of another.
function placeOf(files: Readonly<Record<string, string>>, processes: Processes | null = null): Workplace {
  return { system: { disk: memoryDisk(files, 0), processes }, specs: null, scope: null, by: whoAsks(0, {}) }
}

const order = {
  to: 'on',
  engines: null,
  mirrors,
  keepTheirs: null,
  strict: null,
  expect: null,
  accept: true,
  check: false,
} as const

describe('a gitlab-runner', () => {
  test('is left alone by the switch, and named together with docker', async () => {
    const core = await openCore(placeOf({ [path]: dind, '/etc/docker/.keep': '' }))
    const { engines } = await core.call('switch.set', order)
    expect(engines.map(({ engine }) => formatKey(engine))).toEqual(['docker:system'])
    const { engines: status } = await core.call('status.read', { probe: false })
    expect(status.find(({ id }) => id === 'gitlab-runner')).toMatchObject({
      chosen: false,
      state: 'not-set-up',
      notice: { code: 'runner-aside' },
    })
    const report = await core.call('gitlab.runner', {})
    expect(report.engines.map(formatKey)).toEqual(['docker:system', 'gitlab-runner:system'])
    expect(report.hosts[0]?.runners[0]?.findings.map(({ way }) => way)).toEqual(['covered', 'bypass', 'note', 'note'])
    expect(JSON.stringify(report)).not.toContain('planted')
    await core.call('switch.set', { ...order, engines: report.engines })
    const after = await core.call('gitlab.runner', {})
    expect(after.hosts[0]?.runners[0]?.findings.some(({ way }) => way === 'bypass')).toBe(false)
    // Once named it is under the switch, until it is off.
    await core.call('switch.set', { ...order, to: 'off', mirrors: null })
    expect((await core.call('status.read', { probe: false })).switch).toBe('off')
    await core.close()
  })

  test('tells the doctor which jobs go past the mirror, and alarms nobody who left it alone', async () => {
    const core = await openCore(placeOf({ [path]: dind + kubernetes }))
    await core.call('mirror.add', { draft: mirrors[0]! })
    const jobs = async () =>
      (await core.call('doctor.run', {})).checks.flatMap(({ id, subject, result, notice }) =>
        id === 'jobs' && notice?.hint !== '' ? [`${result} ${subject} ${notice?.code ?? ''}`] : [],
      )
    expect(await jobs()).toContain('note a runner-not-yet')
    expect(await jobs()).toContain('note k runner-kubernetes')
    const named = [{ id: 'gitlab-runner', scope: 'system' }] as const
    await core.call('switch.set', { ...order, engines: named, mirrors: null })
    expect(await jobs()).toContain('problem k runner-kubernetes')
    expect(await jobs()).not.toContain('problem a runner-not-yet')
    expect((await core.call('gitlab.runner', {})).snippets.map(({ kind }) => kind)).toEqual([
      'config-map',
      'config-toml',
    ])
    await core.close()
  })

  test('in a container is told of, with what to copy', async () => {
    const runner: Process = {
      pid: 812,
      parent: 1,
      uids: [0, 0, 0, 0],
      startedAt: 1,
      command: ['gitlab-runner', 'run'],
      program: null,
    }
    const named = async (name: string): Promise<readonly Process[]> => (name === 'gitlab-runner' ? [runner] : [])
    const core = await openCore(placeOf({}, { ...idleProcesses, named, sees: async () => false }))
    const report = await core.call('gitlab.runner', {})
    expect(report.elsewhere).toMatchObject([{ code: 'runner-in-container', values: { pid: 812 } }])
    expect(report.engines).toEqual([])
    await core.close()
  })

  test('nowhere', async () => {
    const core = await openCore(placeOf({}))
    expect(await core.call('gitlab.runner', {})).toEqual({ hosts: [], engines: [], elsewhere: [], snippets: [] })
    await core.close()
  })
})
