import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from '@playwright/test'
import { bigSwitch } from './window.ts'

const cli = join(import.meta.dirname, '../../dist/node/cli.js')
const daemonJson = '{\n\t"log-driver": "journald"\n}'

/** `pullcord serve` on a root of its own, with the address it prints. */
async function serve(root: string) {
  const engines = 'podman@5.8.2,docker@28.5:classic'
  const child = spawn(process.execPath, [cli, 'serve', '--root', root, '--engine', engines], {
    env: { PATH: process.env['PATH'], HOME: '/home/mei' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  for await (const line of createInterface({ input: child.stdout })) {
    const [address] = /http:\S+/.exec(line) ?? []
    if (address !== undefined) return { address, stop: async () => void (child.kill('SIGINT'), await ended) }
  }
  throw new Error('no address was printed')
}

/** Every file below a directory with its text. */
function tree(root: string): ReadonlyMap<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return new Map(
    files.map(({ parentPath, name }) => [join(parentPath, name), readFileSync(join(parentPath, name), 'utf8')]),
  )
}

test('the real core behind the window: on, changed outside, off, and every byte back', async ({ page }) => {
  const root = mkdtempSync(join(tmpdir(), 'pullcord-serve-'))
  const target = join(root, 'etc/docker/daemon.json')
  mkdirSync(join(root, 'etc/docker'), { recursive: true })
  writeFileSync(target, daemonJson)
  const { address, stop } = await serve(root)
  const violations: string[] = []
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) violations.push(message.text())
  })
  try {
    await page.goto(address)
    const dialog = page.getByRole('dialog')
    await page.getByRole('button', { name: 'Add your first mirror' }).click()
    await dialog.getByLabel('Mirror URL').fill('http://127.0.0.1:9')
    await dialog.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(dialog).toBeHidden()

    await bigSwitch(page).click()
    await dialog.getByText('/etc/docker/daemon.json').click()
    await expect(dialog.getByRole('region')).toContainText('"http://127.0.0.1:9"')
    expect(readFileSync(target, 'utf8')).toBe(daemonJson)
    await dialog.getByRole('button', { name: 'Turn on' }).click()
    await expect(dialog.getByRole('heading', { name: 'On', exact: true })).toBeVisible()
    await dialog.getByRole('button', { name: 'Close' }).click()
    await expect(bigSwitch(page)).toBeChecked()
    expect(readFileSync(target, 'utf8')).toContain('http://127.0.0.1:9')

    writeFileSync(target, '{}\n')
    await expect(page.getByText('docker was changed outside.')).toBeVisible()
    await page.getByRole('button', { name: 'Look: docker' }).click()
    await expect(dialog.getByRole('button', { name: 'Put ours back' })).toBeVisible()
    await dialog.getByRole('button', { name: 'Close' }).click()
    writeFileSync(target, daemonJson)
    await expect(page.getByText('docker was changed outside.')).toBeHidden()

    await page.getByRole('button', { name: 'Turn off' }).click()
    await dialog.getByRole('button', { name: 'Turn off' }).click()
    await expect(dialog.getByRole('heading', { name: 'Off', exact: true })).toBeVisible()
    await dialog.getByRole('button', { name: 'Close' }).click()
    const left = [...tree(root)].filter(([path]) => !path.includes('/pullcord/'))
    expect(left).toEqual([[target, daemonJson]])
    expect(violations).toEqual([])
  } finally {
    await stop()
    rmSync(root, { recursive: true })
  }
})
