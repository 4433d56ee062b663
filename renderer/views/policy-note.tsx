import { useWindowState } from '../state/use-app.ts'

/** At a control that an administrator has fixed: that it is so, and where. */
export function PolicyNote() {
  const { status, locale } = useWindowState()
  return status?.policy ? <p className="aside policy">{locale.say(status.policy.note).message}</p> : null
}
