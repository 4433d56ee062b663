import { execFileSync } from 'node:child_process'
import { cpus, loadavg, release, tmpdir, totalmem } from 'node:os'
import { findBrowser, findProgram } from '../../build/run/programs.ts'

/** What the figures depend on, a line each: processor, load, disk, versions. */
export function machineFacts(): readonly string[] {
  const [{ model } = { model: 'unknown processor' }] = cpus()
  const gigabytes = Math.round(totalmem() / 1024 ** 3)
  const versions = [
    `Linux ${release()}`,
    `Node ${process.versions.node}`,
    said(findProgram('podman'), '--version'),
    said(findProgram('dockerd'), '--version')?.replace(/, build.*/, ''),
    said(findBrowser(), '--version'),
  ]
  return [
    `${model.trim()}, ${cpus().length} threads, ${gigabytes} GB; load ${loadavg()[0]?.toFixed(1)}; files on ${said('df', '--output=fstype', tmpdir())}`,
    versions.filter(Boolean).join(', '),
  ]
}

function said(program: string | null, ...args: readonly string[]): string | null {
  if (program === null) return null
  try {
    const text = execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    // df begins with a heading.
    return text.trim().split('\n').at(-1) ?? null
  } catch {
    return null
  }
}
