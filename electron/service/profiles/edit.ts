import { AppError, failure } from '../../../shared/errors.ts'
import { maxProfiles, setupOf, type Profile } from '../../../shared/profiles/profile.ts'
import { parseProfileName, sameName } from '../../../shared/profiles/profile-name.ts'
import type { Settings } from '../../../shared/settings.ts'
import type { Desk } from '../desk.ts'

/** Keeps the list as it stands under a name, in the place of the profile that has it. */
export async function saveProfile(desk: Desk, text: string): Promise<Settings> {
  const name = nameOf(text)
  return await desk.saved((settings) => {
    const profile: Profile = { name, ...setupOf(settings) }
    const at = settings.profiles.findIndex((one) => sameName(one.name, name))
    if (at < 0 && settings.profiles.length >= maxProfiles) throw failure('profiles-full', { limit: maxProfiles })
    const profiles = at < 0 ? [...settings.profiles, profile] : settings.profiles.with(at, profile)
    return { ...settings, profiles, lastProfile: name }
  })
}

/** Gives a profile another name. */
export async function renameProfile(desk: Desk, old: string, text: string): Promise<Settings> {
  const name = nameOf(text)
  return await desk.saved((settings) => {
    const profile = profileNamed(settings, old)
    if (settings.profiles.some((one) => one !== profile && sameName(one.name, name)))
      throw failure('profile-twice', { name })
    return {
      ...settings,
      profiles: settings.profiles.map((one) => (one === profile ? { ...one, name } : one)),
      lastProfile: settings.lastProfile === profile.name ? name : settings.lastProfile,
    }
  })
}

/** Forgets a profile; the list stays as it is. */
export async function removeProfile(desk: Desk, name: string): Promise<Settings> {
  return await desk.saved((settings) => {
    const profile = profileNamed(settings, name)
    return {
      ...settings,
      profiles: settings.profiles.filter((one) => one !== profile),
      lastProfile: settings.lastProfile === profile.name ? null : settings.lastProfile,
    }
  })
}

/** The profile of this name; throws where there is none. */
export function profileNamed({ profiles }: Settings, name: string): Profile {
  const profile = profiles.find((one) => sameName(one.name, name.trim()))
  if (!profile) throw failure('profile-missing', { name: name.slice(0, 100) })
  return profile
}

function nameOf(text: string): string {
  const name = parseProfileName(text)
  if (!name.ok) throw new AppError(name.notice)
  return name.value
}
