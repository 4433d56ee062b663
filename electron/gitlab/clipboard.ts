import type { Secret } from '../../shared/codecs/docker-auth-config.ts'
import { failure } from '../../shared/errors.ts'
import type { Processes } from '../system/system.ts'

type Environment = Readonly<Record<string, string | undefined>>

// Each reads the text on its standard input, owns the clipboard in the foreground, and ends when something else is
// copied [wl-copy(1), xclip(1), xsel(1)].
const programs = [
  { needs: 'WAYLAND_DISPLAY', argv: ['wl-copy', '--foreground', '--type', 'text/plain'] },
  { needs: 'DISPLAY', argv: ['xclip', '-selection', 'clipboard', '-quiet', '-in'] },
  { needs: 'DISPLAY', argv: ['xsel', '--clipboard', '--input', '--nodetach'] },
] as const

/**
 * Puts a text on the clipboard for so many seconds. Whoever copies something owns the clipboard: so timeout(1) ends the
 * owner, and the text is gone, while what was copied since has another owner and stays. Nothing has to read the
 * clipboard, and the text is in no argument.
 */
export async function copyFor(processes: Processes, env: Environment, secret: Secret, seconds: number): Promise<void> {
  const timeout = await processes.find('timeout')
  for (const { needs, argv } of programs) {
    const [name, ...rest] = argv
    const program = env[needs] ? await processes.find(name) : null
    if (program === null || timeout === null || !processes.startAlone) continue
    const code = await processes.startAlone([timeout, String(seconds), program, ...rest], secret.reveal())
    if (code === null || code === 0) return
  }
  throw failure('auth-copy-none')
}
