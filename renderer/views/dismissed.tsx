import { Callout } from '../components/notice-text.tsx'
import { useLocale } from '../state/use-app.ts'

/** The password dialog was closed: a choice, no failure. */
export function Dismissed() {
  const { approval } = useLocale().words
  return <Callout tone="quiet" message={approval.dismissed} hint={approval.dismissedHint} />
}
