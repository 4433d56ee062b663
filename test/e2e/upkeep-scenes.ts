import type { Page } from '@playwright/test'
import type { Check } from '../../shared/doctor.ts'
import { notice } from '../../shared/notice.ts'
import type { FakeCore } from './fake-core.ts'
import { docker, podman } from './fake-engines.ts'
import { bigSwitch } from './window.ts'

/** A state of the core and the way to what is looked at. */
export interface Scene {
  readonly before: (core: FakeCore) => void
  readonly act?: (page: Page) => Promise<unknown>
}

const url = 'http://192.168.11.2:6000'
const second = 'https://mirror.corp.example/quay'

const withMirrors = (core: FakeCore): void => {
  core.addMirror('docker.io', url)
  core.addMirror('quay.io', second)
}

const isNeeded = (core: FakeCore): void => {
  withMirrors(core)
  core.approval.kind = 'needed'
  core.approval.risks = [notice('docker-insecure-warning', { host: '192.168.11.2:6000' })]
}

const fight = {
  path: docker.path,
  minutes: 10,
  count: 3,
  tool: 'Puppet',
  time: '14:05',
  owner: 'root',
  command: 'pullcord on --engine docker --again',
}

const order = {
  engines: null,
  mirrors: null,
  keepTheirs: null,
  strict: null,
  expect: null,
  accept: false,
  check: false,
} as const

const withHistory = (core: FakeCore): void => {
  withMirrors(core)
  void core.call('switch.set', { to: 'on', ...order })
  core.reportFailures.set('docker:system', notice('docker-refused-reload', { why: 'invalid mirror' }))
  void core.call('switch.set', { to: 'off', ...order })
}

const choose = async (page: Page, item: string): Promise<void> => {
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('button', { name: item }).click()
}

const check = (id: Check['id'], result: Check['result'], parts: Partial<Check> = {}): Check => ({
  id,
  result,
  engine: null,
  subject: '',
  notice: null,
  ...parts,
})

const checks: readonly Check[] = [
  check('mirror', 'problem', {
    subject: second,
    notice: notice('mirror-gone', { url: second, why: 'connection refused' }),
  }),
  check('drift', 'problem', {
    engine: { id: docker.id, scope: docker.scope },
    subject: docker.path,
    notice: notice('changed-outside', { path: docker.path }),
  }),
  check('approval', 'note', {
    notice: notice('needs-root', { engine: 'docker', command: 'sudo pullcord on --engine docker --scope system' }),
  }),
  check('machine', 'unknown', { engine: { id: podman.id, scope: podman.scope } }),
  check('version', 'ok', { engine: { id: podman.id, scope: podman.scope }, subject: 'podman 5.8.6' }),
  check('flags', 'ok', { engine: { id: docker.id, scope: docker.scope } }),
]

/** Permission, drift, history and the doctor, as a person meets them. */
export const upkeepScenes: Readonly<Record<string, Scene>> = {
  menu: { before: withMirrors, act: (page) => page.getByRole('button', { name: 'More' }).click() },
  leave: { before: isNeeded, act: (page) => bigSwitch(page).click() },
  asking: {
    before: (core) => {
      isNeeded(core)
      core.approval.gate = new Promise(() => {})
    },
    act: async (page) => {
      await bigSwitch(page).click()
      await page.getByLabel('I accept this risk').check()
      await page.getByRole('button', { name: 'Allow and turn on' }).click()
    },
  },
  'no way to root': {
    before: (core) => {
      withMirrors(core)
      core.approval.kind = 'unavailable'
      core.approval.notice = notice('needs-root', { engine: 'docker', command: 'sudo pullcord on --engine docker' })
    },
    act: (page) => bigSwitch(page).click(),
  },
  allowed: {
    before: (core) => {
      withMirrors(core)
      void core.approval.give(core.settings, { acceptRisks: false, only: false })
    },
    act: async (page) => {
      await page.getByRole('button', { name: 'Settings' }).click()
      await page.getByRole('button', { name: 'Take back all' }).waitFor()
    },
  },
  drift: {
    before: (core) => {
      withMirrors(core)
      core.turn('on')
      core.files.set(docker.path, '{\n\t"log-driver": "local"\n}\n')
      core.driftParts = { fight: notice('fought-over-tool', fight) }
    },
    act: async (page) => {
      await page.getByRole('button', { name: 'Look: docker' }).click()
      await page.getByRole('button', { name: 'Put ours back' }).waitFor()
    },
  },
  history: {
    before: withHistory,
    act: async (page) => {
      await choose(page, 'History')
      await page
        .getByRole('button', { name: /^Undo:/ })
        .first()
        .click()
    },
  },
  undone: {
    before: withHistory,
    act: async (page) => {
      await choose(page, 'History')
      await page
        .getByRole('button', { name: /^Undo:/ })
        .last()
        .click()
      await page.getByRole('button', { name: 'Undo it' }).click()
      await page.getByText('very bytes').waitFor()
      await page.getByText('1 file').first().click()
    },
  },
  'no history': { before: withMirrors, act: (page) => choose(page, 'History') },
  doctor: {
    before: (core) => {
      withMirrors(core)
      core.checkup = { at: new Date().toISOString(), checks }
    },
    act: async (page) => {
      await choose(page, 'Doctor')
      await page.getByText('2 checks are well').click()
    },
  },
  'all well': {
    before: (core) => {
      withMirrors(core)
      core.checkup = { at: new Date().toISOString(), checks: checks.filter(({ result }) => result === 'ok') }
    },
    act: (page) => choose(page, 'Doctor'),
  },
}
