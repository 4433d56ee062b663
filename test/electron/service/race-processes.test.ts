import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { Readable, Writable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { rounds } from '../../runs.ts'
import { temporaryRoot } from '../system/temporary-root.ts'
import { now, timed, type Span } from './race-times.ts'
import { mirrorsOf, settingsWith, turn, workplace } from './workplace.ts'

const script = fileURLToPath(new URL('race-forever.ts', import.meta.url))
const saves = rounds(60, 2_000)
const patienceMs = 3_000

const root = temporaryRoot()
const path = root.put('/etc/docker/daemon.json', '{\n\t"debug": true\n}')

type Child = ChildProcessByStdio<Writable, Readable, null>

function start(): Child {
  return spawn(process.execPath, [script, root.path('')], { stdio: ['pipe', 'pipe', 'inherit'] })
}

async function spansOf(child: Child, said: () => string): Promise<readonly Span[]> {
  child.stdin.end()
  await once(child, 'close')
  return JSON.parse(said().trim().split('\n').at(-1)!) as readonly Span[]
}

/** Where the edit is: in the file itself, or in bytes that were kept; null while it is nowhere. */
function find(edit: string): 'file' | 'kept' | null {
  const directory = root.path('/etc/docker')
  const holds = (name: string): boolean => {
    try {
      return readFileSync(`${directory}/${name}`, 'utf8').includes(edit)
    } catch {
      return false
    }
  }
  if (holds('daemon.json')) return 'file'
  return readdirSync(directory).some((name) => name.startsWith('.pullcord-') && holds(name)) ? 'kept' : null
}

async function stays(edit: string): Promise<'file' | 'kept' | null> {
  for (const until = now() + patienceMs; now() < until; await wait(5)) {
    const found = find(edit)
    if (found) return found
  }
  return null
}

/** What an editor does: all of the text, with one line more; in place, or by a rename. */
function save(edit: string, byRename: boolean): void {
  const { edit: _, ...others } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>
  const text = JSON.stringify({ ...others, edit }, null, 2)
  if (!byRename) return writeFileSync(path, text)
  writeFileSync(`${path}.swp`, text)
  renameSync(`${path}.swp`, path)
}

test(
  `two processes and the core switch while a person saves ${saves} times: every edit stays, or fell into a last look`,
  { timeout: 900_000 },
  async () => {
    const children = [start(), start()]
    const said = ['', '']
    children.forEach((child, at) => child.stdout.setEncoding('utf8').on('data', (text: string) => (said[at] += text)))
    await Promise.all(children.map((child) => once(child.stdout, 'data')))
    const spans: Span[] = []
    const place = workplace(timed(root.disk, spans), 'docker@20.10', null, 'system')
    const state = { ended: false }
    const core = (async () => {
      while (!state.ended) {
        await turn(place, 'on', settingsWith(mirrorsOf(['docker.io=http://two:5000'])))
        await turn(place, 'off', settingsWith([]))
      }
    })()
    const count = { file: 0, kept: 0 }
    const lost: (readonly [edit: string, from: number, to: number])[] = []
    for (let at = 1; at <= saves; at++) {
      const edit = `edit-${at}-`
      const from = now()
      save(edit, at % 2 === 0)
      const to = now()
      await wait(Math.random() * 30)
      const found = await stays(edit)
      if (found) count[found]++
      else lost.push([edit, from, to])
    }
    state.ended = true
    await core
    const all = [spans, ...(await Promise.all(children.map((child, at) => spansOf(child, () => said[at]!))))].flat()
    expect(all.length).toBeGreaterThan(saves / 10)
    for (const [edit, from, to] of lost) {
      expect(
        all.some(([begun, ended]) => begun <= to && from <= ended),
        `${edit} was lost while nobody wrote`,
      ).toBe(true)
    }
    expect(count.file).toBeGreaterThan(lost.length)
    console.info(
      `saves: ${count.file} in the file, ${count.kept} kept beside it, ${lost.length} within a last look; ${all.length} writes`,
    )
    expect(await turn(place, 'off', settingsWith([]))).toMatchObject({ failure: null })
    expect(JSON.parse(readFileSync(path, 'utf8'))).not.toHaveProperty('registry-mirrors')
  },
)
