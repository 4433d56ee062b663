import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from '@playwright/test'
import { findBrowser } from '../../build/run/programs.ts'
import { openCore } from '../../electron/service/core.ts'
import { placeOf } from '../../electron/service/place.ts'
import { stateDirectory, type Disk } from '../../electron/system/system.ts'
import { servePage } from '../../electron/transports/app-protocol.ts'
import { serveHttp } from '../../electron/transports/http.ts'
import type { GuardedCore } from '../../shared/contract.ts'

/** The window as it is built. */
export const client = fileURLToPath(new URL('../../dist/client', import.meta.url))

/** A browser, and a core for the pages in it. */
export interface Stage {
  /** Opens a page of this folder as `pullcord serve` would, in a browser that has never seen it. */
  visit<T>(folder: string, look: (page: Page) => Promise<T>, before?: (page: Page) => Promise<void>): Promise<T>
  close(): Promise<void>
}

/** Why no page can be opened here; null where one can. */
export function whyNoBrowser(): string | null {
  return findBrowser() === null ? 'there is no Chromium' : null
}

/** Starts Chromium, and a core on the files of an otherwise empty machine that is switched on; `pulls` puts pulls into the file of that path. */
export async function openStage(pulls: (path: string) => void = () => {}): Promise<Stage> {
  const root = mkdtempSync(join(tmpdir(), 'pullcord-bench-'))
  const mirror = createServer((_, answer) =>
    answer.setHeader('docker-distribution-api-version', 'registry/2.0').end('{}'),
  )
  await new Promise<void>((resolve) => mirror.listen(0, '127.0.0.1', resolve))
  const place = placeOf({ root, engine: ['podman', 'docker@28.5:c8d'] })
  pulls(pathOfPulls(place.system.disk))
  const core = await openCore({ ...place, confirm: async () => 'nobody' as const })
  const url = `http://127.0.0.1:${(mirror.address() as AddressInfo).port}`
  await core.call('mirror.add', { draft: { upstream: 'docker.io', url, insecure: false, ca: null } })
  const order = {
    to: 'on',
    engines: null,
    mirrors: null,
    keepTheirs: null,
    strict: null,
    expect: null,
    accept: true,
    check: false,
  } as const
  await core.call('switch.set', order)
  const args = [
    '--disable-gpu',
    '--disable-background-networking',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ]
  const browser = await chromium.launch({ executablePath: findBrowser() ?? '', args })
  return {
    visit: (folder, look, before) => visit(browser, core, folder, look, before),
    async close() {
      await browser.close()
      await core.close()
      mirror.close()
      rmSync(root, { recursive: true, force: true })
    },
  }
}

function pathOfPulls({ root, places }: Disk): string {
  const folder = `${root}${stateDirectory('user', places)}`
  mkdirSync(folder, { recursive: true })
  return join(folder, 'pulls.db')
}

async function visit<T>(
  browser: Browser,
  core: GuardedCore,
  folder: string,
  look: (page: Page) => Promise<T>,
  before?: (page: Page) => Promise<void>,
): Promise<T> {
  const face = await serveHttp(core, servePage(folder), 0)
  const context = await browser.newContext()
  try {
    const page = await context.newPage()
    await before?.(page)
    await page.goto(face.address())
    return await look(page)
  } finally {
    await context.close()
    await face.close()
  }
}
