import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from '@playwright/test'
import { bigSwitch } from './window.ts'

const cli = join(import.meta.dirname, '../../dist/node/cli.js')
const daemonJson = '{\n\t"log-driver": "journald"\n}'

/** `pullcord serve` on a root of its own, with the address it prints; in a terminal of script(1) if that is wanted. */
async function serve(root: string, inTerminal = false) {
  const argv = [process.execPath, cli, 'serve', '--root', root, '--engine', 'podman@5.8.2,docker@28.5:classic']
  const [program = '', ...args] = inTerminal ? ['script', '-qec', argv.join(' '), '/dev/null'] : argv
  const child = spawn(program, args, {
    env: { PATH: process.env['PATH'], HOME: '/home/mei' },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  for await (const line of createInterface({ input: child.stdout })) {
    const [address] = /http:\S+/.exec(line) ?? []
    if (address === undefined) continue
    const type = (text: string): void => void child.stdin.write(text)
    // Ctrl+C is a character of a terminal.
    const end = (): void => void (inTerminal ? type('\u0003') : child.kill('SIGINT'))
    return { address, type, stop: async () => void (end(), await ended) }
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

for (const [where, line, told] of [
  ['without a terminal', null, 'In a terminal: pullcord gitlab auth-config --registry r.corp'],
  ['with a terminal and a no', '', 'was not answered with yes'],
  ['with a terminal and a yes', 'yes', 'On the clipboard.'],
] as const)
  test(`stored logins do not come to a page by its own asking: ${where}`, async ({ page, context }) => {
    const root = mkdtempSync(join(tmpdir(), 'pullcord-serve-'))
    mkdirSync(join(root, 'home/mei/.docker'), { recursive: true })
    const auths = { 'r.corp': { auth: Buffer.from('mei:hunter2').toString('base64') } }
    writeFileSync(join(root, 'home/mei/.docker/config.json'), JSON.stringify({ auths }))
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    const { address, stop, type } = await serve(root, line !== null)
    try {
      await page.goto(address)
      await page.getByRole('button', { name: /^More/ }).click()
      await page.getByRole('button', { name: 'GitLab' }).click()
      await page.getByRole('button', { name: 'Make DOCKER_AUTH_CONFIG' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('r.corp').check()
      await dialog.getByLabel('Do not try the logins').check()
      await dialog.getByRole('button', { name: 'Try and make it' }).click()
      await dialog.getByRole('button', { name: 'Copy the value' }).click()
      if (line !== null) {
        await expect(dialog.getByText('Pullcord asks outside this page')).toBeVisible()
        type(`${line}\n`)
      }
      await expect(dialog.getByText(told)).toBeVisible()
    } finally {
      await stop()
      rmSync(root, { recursive: true })
    }
  })
