import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Where Electron's binary is, or a sentence that says what is missing. */
export type ElectronBinary =
  | { readonly kind: 'found'; readonly path: string }
  | { readonly kind: 'missing'; readonly why: string }

const platformDefaults: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
}

/**
 * Looks for the binary without loading the package `electron`, whose own lookup starts a download.
 * `ELECTRON_OVERRIDE_DIST_PATH` names another folder to look in, as it does for Electron itself.
 */
export function findElectron(root: string, env: NodeJS.ProcessEnv): ElectronBinary {
  const missing = (why: string): ElectronBinary => ({ kind: 'missing', why })
  const manifest = resolveManifest(root)
  if (manifest === null) return missing('The package electron is not installed.')
  const home = dirname(manifest)
  const executable = readTrimmed(join(home, 'path.txt')) ?? platformDefaults[process.platform] ?? 'electron'

  const override = env['ELECTRON_OVERRIDE_DIST_PATH']
  if (override) {
    const path = join(override, executable)
    return existsSync(path) ? { kind: 'found', path } : missing(`ELECTRON_OVERRIDE_DIST_PATH: there is no ${path}.`)
  }

  const path = join(home, 'dist', executable)
  if (!existsSync(path)) return missing('The Electron binary has not been downloaded.')
  const wanted: unknown = JSON.parse(readFileSync(manifest, 'utf8')).version
  const found = readTrimmed(join(home, 'dist/version'))?.replace(/^v/, '')
  if (found !== wanted) return missing(`The Electron binary is version ${found ?? 'unknown'}, not ${String(wanted)}.`)
  return { kind: 'found', path }
}

function resolveManifest(root: string): string | null {
  try {
    return createRequire(join(root, 'package.json')).resolve('electron/package.json')
  } catch {
    return null
  }
}

function readTrimmed(path: string): string | null {
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : null
}
