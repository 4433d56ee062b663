import { spawn } from 'node:child_process'

/** A display for windows, and what gives it back. */
export interface Display {
  readonly env: { readonly DISPLAY?: string }
  readonly close: () => void
}

/** The display of this session or, where there is none, a virtual one of our own; null where neither can be had. */
export async function openDisplay(xvfb: string | null): Promise<Display | null> {
  if (process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']) {
    return { env: {}, close: () => {} }
  }
  if (xvfb === null) return null
  const server = spawn(xvfb, ['-displayfd', '1', '-screen', '0', '1280x800x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const close = (): void => void server.kill()
  const number = await new Promise<string | null>((resolve) => {
    server.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()))
    server.once('error', () => resolve(null))
    server.once('exit', () => resolve(null))
  })
  return number === null ? null : { env: { DISPLAY: `:${number}` }, close }
}
