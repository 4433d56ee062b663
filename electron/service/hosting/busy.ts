import { failure } from '../../../shared/errors.ts'

const changing = new Set<string>()

/** Changes one mirror at a time: two starts of the same would take each other's container away. */
export async function alone<T>(id: string, work: () => Promise<T>): Promise<T> {
  if (changing.has(id)) throw failure('host-busy', { upstream: id })
  changing.add(id)
  try {
    return await work()
  } finally {
    changing.delete(id)
  }
}
