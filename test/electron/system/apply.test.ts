import { describe, expect, test } from 'vitest'
import { memoryDisk, type MemoryDisk } from '../../../electron/system/memory-disk.ts'
import { fakeDockerd, type FakeDockerd } from '../engines/fake-dockerd.ts'
import { scenarios, type Scenario } from '../service/scenarios.ts'
import { settingsWith, turn, workplace } from '../service/workplace.ts'
import { failingDisk, faults, type Fault } from './failing-disk.ts'

const nothing = settingsWith([])

interface Stage {
  readonly disk: MemoryDisk
  readonly dockerd: FakeDockerd | null
}

/** The disk, and the daemon, right before the way that is to fail. */
async function stage({ engine, running, files, first, edit }: Scenario): Promise<Stage> {
  const disk = memoryDisk(files)
  const dockerd = running ? await fakeDockerd(disk) : null
  const place = workplace(disk, engine, dockerd?.processes)
  if (first) expect(await turn(place, 'on', first)).toMatchObject({ failure: null, changed: true })
  edit?.(disk)
  return { disk, dockerd }
}

/** What is not Pullcord's own memory. */
function others(disk: MemoryDisk): Readonly<Record<string, string | null>> {
  return Object.fromEntries(Object.entries(disk.tree()).filter(([path]) => !path.startsWith('/var')))
}

/** The same without displaced bytes, which engines do not see and the next change clears away. */
function seen(disk: MemoryDisk): Readonly<Record<string, string | null>> {
  return Object.fromEntries(Object.entries(others(disk)).filter(([path]) => !path.includes('/.pullcord-')))
}

function texts(tree: Readonly<Record<string, string | null>>): readonly string[] {
  return Object.entries(tree)
    .flatMap(([path, text]) => (text === null ? [] : `${path}\n${text}`))
    .toSorted()
}

function remembered(disk: MemoryDisk): readonly string[] {
  return Object.keys(disk.tree()).filter((path) => /^\/var\/lib\/pullcord\/originals\/./.test(path))
}

/** What the way leads to, how many steps it takes, and what all looks like when Pullcord is off again. */
async function healthy(scenario: Scenario) {
  const { disk, dockerd } = await stage(scenario)
  const before = others(disk)
  const counting = failingDisk(disk, 0, 'fails once')
  const report = await turn(workplace(counting.disk, scenario.engine, dockerd?.processes), scenario.to, scenario.next)
  expect(report).toMatchObject({ failure: null, changed: true })
  const after = others(disk)
  expect(await turn(workplace(disk, scenario.engine, dockerd?.processes), 'off', nothing)).toMatchObject({
    failure: null,
  })
  expect(remembered(disk)).toEqual([])
  const off = others(disk)
  if (!scenario.edit) expect(off).toEqual(others(memoryDisk(scenario.files)))
  if (dockerd) expect(dockerd.force()).toEqual({ mirrors: [], insecure: [] })
  return { before, after, off, steps: counting.steps.length, lastWrite: counting.steps.lastIndexOf('write') + 1 }
}

async function broken(scenario: Scenario, at: number, fault: Fault) {
  const { disk, dockerd } = await stage(scenario)
  const failing = failingDisk(disk, at, fault)
  const report = await turn(workplace(failing.disk, scenario.engine, dockerd?.processes), scenario.to, scenario.next)
  return { disk, dockerd, report, place: workplace(disk, scenario.engine, dockerd?.processes) }
}

describe.each(scenarios)('$name', (scenario) => {
  test.each(faults)('the disk %s at any step', async (fault) => {
    const { before, after, off, steps, lastWrite } = await healthy(scenario)
    expect(steps).toBeGreaterThan(2)
    for (let at = 1; at <= steps; at++) {
      const where = `step ${at} of ${steps}`
      const again = await broken(scenario, at, fault)
      if (fault === 'fails once' || fault === 'is full') {
        // Up to the last write a failure brings everything back; what may fail after it only clears up.
        if (again.report.failure === null) expect(seen(again.disk), where).toEqual(after)
        else if (fault === 'fails once' && at <= lastWrite) expect(seen(again.disk), where).toEqual(before)
        else expect([texts(before), texts(after)], where).toContainEqual(texts(seen(again.disk)))
      }
      // The next run goes on from there,
      expect(await turn(again.place, scenario.to, scenario.next), where).toMatchObject({ failure: null })
      expect(seen(again.disk), `finished after ${where}`).toEqual(after)
      // and so does a run the other way.
      const back = await broken(scenario, at, fault)
      expect(await turn(back.place, 'off', nothing), where).toMatchObject({ failure: null })
      expect(others(back.disk), `off after ${where}`).toEqual(off)
      expect(remembered(back.disk), where).toEqual([])
      if (back.dockerd) expect(back.dockerd.force(), where).toEqual({ mirrors: [], insecure: [] })
    }
  })
})
