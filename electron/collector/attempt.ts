/** Does work that nobody waits for. Where it fails, such as on a full disk, the log says why, and the collector goes on. */
export function attempt(work: () => void): void {
  try {
    work()
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`)
  }
}
