import { request } from 'node:http'

/** A GET over a Unix socket: the status and the body as text. */
export function getOverSocket(
  socketPath: string,
  path: string,
): Promise<{ readonly status: number; readonly body: string }> {
  return new Promise((resolve, reject) => {
    const asked = request({ socketPath, path, timeout: 10_000 }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(parts).toString('utf8') }))
      answer.on('error', reject)
    })
    asked.on('timeout', () => asked.destroy(new Error(`no answer on ${socketPath}${path}`)))
    asked.on('error', reject)
    asked.end()
  })
}
