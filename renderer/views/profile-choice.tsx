import { currentProfile } from '../../shared/profiles/profile.ts'
import { Menu } from '../components/menu.tsx'
import { useProfileWords } from '../locales/profile-words.ts'
import type { App } from '../state/app.ts'
import { troubleOf } from '../state/trouble.ts'
import { useApp, useWindowState } from '../state/use-app.ts'

/** Which profile the list is, and a menu of the others. While the switch is off there is nothing to ask about. */
export function ProfileChoice() {
  const app = useApp()
  const { settings, status } = useWindowState()
  const words = useProfileWords()
  if (!settings || !status) return null
  const current = currentProfile(settings)
  const shown = current === null ? words.own : current.changed ? words.changed(current.name) : current.name
  const choose = (name: string): void =>
    status.switch === 'off' ? void putIntoList(app, name) : app.show({ kind: 'profile', name })
  return (
    <div className="profile">
      <Menu
        label={words.label(shown)}
        items={[
          ...settings.profiles.map(({ name }) => ({ label: name, onChoose: () => choose(name) })),
          { label: words.manage, onChoose: () => app.show({ kind: 'profiles' }) },
        ]}
      />
    </div>
  )
}

async function putIntoList({ call, store }: App, name: string): Promise<void> {
  try {
    const { status } = await call('profile.use', { name, expect: null, accept: false, check: false })
    store.set({ status, now: Date.now(), trouble: null })
  } catch (error) {
    store.set({ trouble: troubleOf(error) })
  }
}
