// `npm start`: the desktop app where Electron can run, and the same UI in a browser where it cannot.
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from '../setup/project.mjs'
import { handOver, step } from '../setup/step.mjs'
import { findElectron } from './electron-binary.ts'

const downloadCapMs = 30_000
/** What the dynamic loader ends a program with when a library is missing. */
const loaderFailed = 127

/** Two lines: what is missing, and what would help. */
interface NotHere {
  readonly kind: 'not-here'
  readonly why: string
  readonly remedy: string
}

/** How to start the desktop app, or why it cannot be started here. */
type Desktop = { readonly kind: 'ready'; readonly path: string; readonly args: readonly string[] } | NotHere

const isRoot = process.getuid?.() === 0

async function findDesktop(): Promise<Desktop> {
  let binary = findElectron(root, process.env)
  if (binary.kind === 'missing' && !process.env['CI'] && !process.env['ELECTRON_OVERRIDE_DIST_PATH']) {
    await tryDownload()
    binary = findElectron(root, process.env)
  }
  if (binary.kind === 'missing') {
    return {
      kind: 'not-here',
      why: binary.why,
      remedy:
        'Set ELECTRON_MIRROR to a server you can reach, electron_config_cache to a folder with the download, ' +
        'ELECTRON_OVERRIDE_DIST_PATH to an unpacked Electron, or ELECTRON_GET_USE_PROXY=1 behind a proxy; then npm start again.',
    }
  }
  return displayProblem() ?? sandboxed(binary.path)
}

async function tryDownload(): Promise<void> {
  const script = join(root, 'node_modules/electron/install.js')
  if (!existsSync(script)) return
  try {
    await step('Downloading Electron', process.execPath, [script], { timeoutMs: downloadCapMs })
  } catch {
    // What is missing is said by the lookup that follows; the step has said that this failed.
  }
}

function displayProblem(): NotHere | null {
  if (process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']) return null
  return {
    kind: 'not-here',
    why: 'There is no display: neither DISPLAY nor WAYLAND_DISPLAY is set.',
    remedy: 'Run npm start in a desktop session.',
  }
}

/** Chromium's sandbox needs user namespaces or a setuid helper; root can have neither. */
function sandboxed(path: string): Desktop {
  if (process.platform !== 'linux') return { kind: 'ready', path, args: [] }
  if (isRoot) {
    process.stderr.write('Running as root, where Electron has no sandbox: started with --no-sandbox.\n')
    return { kind: 'ready', path, args: ['--no-sandbox'] }
  }
  const helper = join(dirname(path), 'chrome-sandbox')
  if (!namespacesRestricted() || isSetuidRoot(helper)) return { kind: 'ready', path, args: [] }
  return {
    kind: 'not-here',
    why: 'This system keeps user namespaces from Electron, and its sandbox has no other way yet.',
    remedy: `Run: sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'; then npm start again.`,
  }
}

function namespacesRestricted(): boolean {
  const holds = (path: string, value: string): boolean =>
    existsSync(path) && readFileSync(path, 'utf8').trim() === value
  return (
    holds('/proc/sys/kernel/apparmor_restrict_unprivileged_userns', '1') ||
    holds('/proc/sys/kernel/unprivileged_userns_clone', '0') ||
    holds('/proc/sys/user/max_user_namespaces', '0')
  )
}

function isSetuidRoot(path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false })
  return stat !== undefined && stat.uid === 0 && (stat.mode & 0o4000) !== 0
}

/** Runs the desktop app; a sentence where its binary could not even be loaded, else its exit code. */
async function runDesktop(path: string, desktopArgs: readonly string[]): Promise<number | NotHere> {
  const code = await handOver(path, desktopArgs, { cwd: root })
  if (code !== loaderFailed) return code
  return {
    kind: 'not-here',
    why: 'Electron lacks a library of the system; the line above names it.',
    remedy: 'On Debian and Ubuntu: sudo apt-get install libgtk-3-0 libnss3 libasound2 libgbm1; then npm start again.',
  }
}

const args = process.argv.slice(2)
const desktop = await findDesktop()
const outcome = desktop.kind === 'ready' ? await runDesktop(desktop.path, [...desktop.args, root, ...args]) : desktop
if (typeof outcome === 'number') {
  process.exitCode = outcome
} else {
  process.stderr.write(`${outcome.why}\n${outcome.remedy}\nUntil then, the same window opens in your browser:\n`)
  process.exitCode = await handOver(process.execPath, [join(root, 'dist/node/serve.js'), ...args], { cwd: root })
}
