import { clipboard } from 'electron'
import type { Clipboard } from '../switching/place.ts'

/** The desktop's clipboard, for texts that must not stay there. */
export interface DesktopClipboard extends Clipboard {
  /** Takes away what would outlive us. */
  close(): Promise<void>
}

/** What is still there when its time is over, or when we quit, is taken away; what was copied since stays. */
export function openClipboard(): DesktopClipboard {
  let clear: (() => Promise<void>) | null = null
  const close = async (): Promise<void> => await clear?.()
  return {
    close,
    async copyFor(text, seconds) {
      await close()
      await clipboard.writeText(text)
      const clearThis = async (): Promise<void> => {
        clearTimeout(timer)
        clear = null
        if ((await clipboard.readText()) === text) clipboard.clear()
      }
      const timer = setTimeout(() => void clearThis().catch(() => undefined), seconds * 1000)
      clear = clearThis
    },
  }
}
