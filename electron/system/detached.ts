import { spawn } from 'node:child_process'

/** Starts a program by argv that goes on when we have ended: in a session of its own, and deaf to our terminal. */
export async function startDetached(
  argv: readonly [string, ...string[]],
  env: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const [program, ...rest] = argv
  const child = spawn(program, rest, { cwd: '/', env, detached: true, stdio: 'ignore' })
  await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject))
  child.unref()
}
