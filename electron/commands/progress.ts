import type { Core } from '../../shared/contract.ts'

/** Does long work under a name of its own: says on stderr how far it is, and ends it on Ctrl+C. */
export async function withProgress<T>(core: Core, work: (task: string) => Promise<T>): Promise<T> {
  const task = `cli ${process.pid}`
  let told = ''
  const end = core.on('progress', ({ task: of, notice }) => {
    if (of !== task || notice.message === told) return
    told = notice.message
    process.stderr.write(`${told}…\n`)
  })
  const stop = (): void => void core.call('task.stop', { task })
  process.once('SIGINT', stop)
  try {
    return await work(task)
  } finally {
    process.removeListener('SIGINT', stop)
    end()
  }
}
