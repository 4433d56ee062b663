import type { Notice } from '../../shared/notice.ts'
import { Cord } from '../components/cord.tsx'
import { useLocale } from '../state/use-app.ts'

/** Shown to whoever comes without a valid address: why, and how to get one. */
export function LoginView({ notice }: { readonly notice: Notice | null }) {
  const { words, say } = useLocale()
  const { message, hint } = notice ? say(notice) : { message: words.link.login, hint: words.link.loginHint }
  return (
    <main className="login">
      <Cord isPulled={false} />
      <h1>Pullcord</h1>
      <div role="alert">
        <p>{message}</p>
        <p className="aside">{hint}</p>
      </div>
    </main>
  )
}
