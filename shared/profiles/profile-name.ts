import { notice } from '../notice.ts'
import { hasUnseen } from '../plain-text.ts'
import { no, ok, type Result } from '../result.ts'

const maxNameLength = 40

/** Reads a profile's name: 1 to 40 signs, all of which can be seen. */
export function parseProfileName(text: string): Result<string> {
  const name = text.trim().normalize('NFC')
  const fits = name !== '' && Array.from(name).length <= maxNameLength && !hasUnseen(name)
  return fits ? ok(name) : no(notice('profile-name', { limit: maxNameLength }))
}

/** Whether two names are one to a person who types them. */
export function sameName(a: string, b: string): boolean {
  return a.normalize('NFC').toLowerCase() === b.normalize('NFC').toLowerCase()
}
