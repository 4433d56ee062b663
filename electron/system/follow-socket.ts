import type { FollowOptions } from './system.ts'

/** One GET over a Unix socket whose answer goes on. Rejects where it is broken off, by the other side or by the signal. */
export async function followSocket(
  socketPath: string,
  path: string,
  { signal, headers = {}, onBegin, onText }: FollowOptions,
): Promise<{ readonly status: number }> {
  // See real-processes.ts for why it is not imported.
  const { request } = process.getBuiltinModule('node:http')
  return await new Promise((resolve, reject) => {
    const ask = request({ socketPath, path, headers: { host: 'localhost', ...headers }, signal }, (response) => {
      const status = response.statusCode ?? 0
      onBegin?.(status)
      response.setEncoding('utf8').on('data', onText)
      response.on('end', () => resolve({ status })).on('error', reject)
    })
    ask.on('error', reject).end()
  })
}
