import { dialog } from 'electron'
import { translate, type Notice } from '../../shared/notice.ts'
import { sentences as chinese } from '../../shared/sentences-zh-tw.ts'
import type { Confirm } from '../switching/place.ts'
import type { Language } from './language.ts'

const buttons: Readonly<Record<Language, readonly [no: string, yes: string]>> = {
  en: ['Do not', 'Hand over'],
  'zh-TW': ['不要', '交出'],
}

/** Asks in a dialog of the desktop, which no page can draw or answer; Enter and Escape say no. */
export function confirmBy(languageNow: () => Promise<Language>): Confirm {
  return async (question) => {
    const language = await languageNow()
    const { message, hint }: Notice = language === 'en' ? question : translate(question, chinese)
    const { response } = await dialog.showMessageBox({
      type: 'question',
      title: 'Pullcord',
      message,
      detail: hint,
      buttons: [...buttons[language]],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    })
    return response === 1 ? 'yes' : 'no'
  }
}
