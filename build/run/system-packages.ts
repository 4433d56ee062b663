import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { step } from '../setup/step.mjs'
import { findProgram } from './programs.ts'

/** Debian's package for each program that a suite runs. */
const packages = {
  podman: 'podman',
  dockerd: 'docker.io',
  'docker-registry': 'docker-registry',
  skopeo: 'skopeo',
  chromium: 'chromium',
  Xvfb: 'xvfb',
  newuidmap: 'uidmap',
  crun: 'crun',
  ip: 'iproute2',
  unshare: 'util-linux',
  'dbus-daemon': 'dbus',
  polkitd: 'polkitd',
  pkexec: 'pkexec',
  sudo: 'sudo',
  openssl: 'openssl',
  nginx: 'nginx-light',
  apache2: 'apache2',
} as const satisfies Readonly<Record<string, string>>

/** A program that a suite runs. */
export type Program = keyof typeof packages

/** What plays the person before polkit's dialogs speaks D-Bus by these; no program of theirs tells that they are here. */
const pythonBindings = ['python3-dbus', 'python3-gi'] as const

/** Where Debian looks before a package's installation starts a service; 101 forbids it. */
const policyFile = '/usr/sbin/policy-rc.d'

const isRoot = process.getuid?.() === 0
const noninteractive = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }

/**
 * Brings the programs that the suites run. As root on Debian or Ubuntu it installs those that are missing;
 * elsewhere it says which command would. A suite that still lacks one is skipped by name.
 */
export async function bringPrograms(): Promise<void> {
  const missing = (Object.keys(packages) as Program[]).filter((program) => findProgram(program) === null)
  // A Docker daemon is more than a test should leave behind unasked.
  const mayInstallDocker = Boolean(process.env['CI']) || process.env['PULLCORD_TEST_INSTALL_DOCKER'] === '1'
  const bindings = hasPythonBindings() ? [] : pythonBindings
  const programs = missing.filter((program) => program !== 'dockerd' || mayInstallDocker).map((name) => packages[name])
  const wanted = [...programs, ...bindings]

  if (missing.includes('dockerd') && !mayInstallDocker) {
    console.log('No dockerd here. PULLCORD_TEST_INSTALL_DOCKER=1 lets the tests install docker.io (it is not started).')
  }
  if (wanted.length === 0) return
  if (!isDebian()) {
    console.log(
      `For all suites, install with your package manager what provides: ${[...missing, ...bindings].join(', ')}.`,
    )
  } else if (!isRoot) {
    console.log(`For all suites, run: sudo apt-get install --no-install-recommends ${wanted.join(' ')}`)
  } else {
    await install(wanted)
  }
}

function hasPythonBindings(): boolean {
  return spawnSync('/usr/bin/python3', ['-c', 'import dbus, gi'], { stdio: 'ignore' }).status === 0
}

function isDebian(): boolean {
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : ''
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(release) && findProgram('apt-get') !== null
}

async function install(wanted: readonly string[]): Promise<void> {
  const ownPolicy = !existsSync(policyFile)
  if (ownPolicy) writeFileSync(policyFile, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    await aptGet('Reading package lists', ['update'])
    if (await aptGet(`Installing ${wanted.join(' ')}`, installArgs(wanted))) return
    // One that this release does not have must not keep the others away.
    for (const name of wanted) await aptGet(`Installing ${name}`, installArgs([name]))
  } finally {
    if (ownPolicy) rmSync(policyFile, { force: true })
  }
}

const installArgs = (names: readonly string[]): readonly string[] => [
  'install',
  '--yes',
  '--no-install-recommends',
  ...names,
]

async function aptGet(title: string, args: readonly string[]): Promise<boolean> {
  try {
    await step(title, 'apt-get', ['--quiet', ...args], { env: noninteractive })
    return true
  } catch (error) {
    console.log(error instanceof Error ? error.message : String(error))
    return false
  }
}
