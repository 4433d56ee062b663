import type fs from 'node:fs/promises'

type Fs = typeof fs

/** What the tests do at each call of node:fs/promises: may edit a file, or throw in the call's place. */
export const watch: { call: ((name: string, args: readonly unknown[]) => void) | null } = { call: null }

/** Calls that change something, by the name under which they are seen. */
export const changing: readonly string[] = [
  'open for writing',
  'writeFile',
  'sync',
  'handle.chmod',
  'handle.chown',
  'rename',
  'link',
  'unlink',
  'mkdir',
  'rmdir',
  'chmod',
  'utimes',
]

const functions = [
  'rename',
  'link',
  'unlink',
  'mkdir',
  'rmdir',
  'chmod',
  'utimes',
  'lstat',
  'readdir',
  'readFile',
  'readlink',
] as const
const ofHandles: Readonly<Record<string, string>> = {
  writeFile: 'writeFile',
  sync: 'sync',
  chmod: 'handle.chmod',
  chown: 'handle.chown',
  readFile: 'readFile',
}

/** The module as it is, with each call seen first. */
export function watched(real: Fs): Fs {
  const seen = functions.map((name) => {
    const work = real[name] as (...args: unknown[]) => Promise<unknown>
    return [name, async (...args: unknown[]) => (watch.call?.(name, args), await work(...args))]
  })
  const open: Fs['open'] = async (...args) => {
    const [path, flags = 'r'] = args
    const writes = typeof flags === 'string' ? flags !== 'r' : (flags & 3) !== 0
    watch.call?.(writes ? 'open for writing' : 'open', [path])
    const handle = await real.open(...args)
    return new Proxy(handle, {
      get(target, key) {
        const value: unknown = Reflect.get(target, key, target)
        if (typeof value !== 'function') return value
        const work = value.bind(target) as (...rest: unknown[]) => unknown
        const name = ofHandles[String(key)]
        if (name === undefined) return work
        return async (...rest: unknown[]) => (watch.call?.(name, [path]), await work(...rest))
      },
    })
  }
  return { ...real, ...Object.fromEntries(seen), open }
}
