import type { Disk } from './system.ts'

/** The names of users by their numbers, as the machine's own list has them; the number for others. */
export async function userNames({ load }: Pick<Disk, 'load'>): Promise<(uid: number) => string> {
  const text = (await load('/etc/passwd').catch(() => null)) ?? ''
  const names = new Map<string, string>()
  for (const line of text.split('\n')) {
    const [name, , uid] = line.split(':')
    if (name && uid && !names.has(uid)) names.set(uid, name)
  }
  return (uid) => names.get(String(uid)) ?? String(uid)
}
