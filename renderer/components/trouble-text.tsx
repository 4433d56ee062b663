import type { ReactNode } from 'react'
import type { Trouble } from '../state/window-state.ts'
import { useLocale } from '../state/use-app.ts'
import { Callout, NoticeText } from './notice-text.tsx'

/** Why a call failed: the core's own words, or that there is no line to it. */
export function TroubleText({ trouble, children }: { readonly trouble: Trouble; readonly children?: ReactNode }) {
  const { words } = useLocale()
  if (!trouble.notice) return <Callout tone="danger" message={words.link.notDone} />
  return (
    <NoticeText notice={trouble.notice} tone="danger">
      {children}
    </NoticeText>
  )
}
