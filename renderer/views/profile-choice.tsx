import { currentProfile } from '../../shared/profiles/profile.ts'
import { Menu } from '../components/menu.tsx'
import { useProfileWords } from '../locales/profile-words.ts'
import { troubleOf } from '../state/trouble.ts'
import { useApp, useWindowState } from '../state/use-app.ts'

/** Which profile the list is, and a menu of the others. While the switch is off there is nothing to ask about. */
export function ProfileChoice() {
  const { call, show, store } = useApp()
  const { settings, status } = useWindowState()
  const words = useProfileWords()
  if (!settings || !status) return null
  const current = currentProfile(settings)
  const shown = current === null ? words.own : current.changed ? words.changed(current.name) : current.name
  const choose = async (name: string): Promise<void> => {
    if (status.switch !== 'off') return show({ kind: 'profile', name })
    try {
      const { status: now } = await call('profile.use', { name, expect: null, accept: false, check: false })
      store.set({ status: now, now: Date.now(), trouble: null })
    } catch (error) {
      store.set({ trouble: troubleOf(error) })
    }
  }
  return (
    <div className="profile">
      <Menu
        label={words.label(shown)}
        items={[
          ...settings.profiles.map(({ name }) => ({ label: name, onChoose: () => void choose(name) })),
          { label: words.manage, onChoose: () => show({ kind: 'profiles' }) },
        ]}
      />
    </div>
  )
}
