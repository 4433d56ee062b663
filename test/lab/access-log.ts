import { readFileSync, statSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** One request that a registry answered. */
export interface Request {
  readonly method: string
  readonly path: string
  readonly status: number
  readonly agent: string
}

/** The Apache "combined" line that distribution writes for every request. */
const LINE = /^\S+ \S+ \S+ \[[^\]]*\] "(\S+) (\S+) [^"]*" (\d+) \S+ "[^"]*" "([^"]*)"$/

/** The requests in the text of an access log; lines of another kind are passed over. */
function parseAccessLog(text: string): readonly Request[] {
  return text.split('\n').flatMap((line) => {
    const found = LINE.exec(line)
    if (found === null) return []
    const [, method = '', path = '', status = '', agent = ''] = found
    return [{ method, path, status: Number(status), agent }]
  })
}

/** The end of the log as it is now: a place to read on from later. */
export function markOf(log: string): number {
  return statSync(log).size
}

/** A line is written after its answer was sent: so long must the log be still to count as complete. */
const STILL = 60

/** The requests since a mark, once the log has come to rest. */
export async function requestsSince(log: string, mark: number): Promise<readonly Request[]> {
  for (let size = -1; size !== statSync(log).size; await sleep(STILL)) size = statSync(log).size
  return parseAccessLog(readFileSync(log).subarray(mark).toString('utf8'))
}
