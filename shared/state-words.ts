import type { EngineState, Status } from './contract.ts'

type Words = {
  readonly switch: Readonly<Record<Status['switch'], string>>
  readonly state: Readonly<Record<EngineState, string>>
}

/** The words of state. Every badge in the command line, the tray and the window has the same. */
export const stateWords: Readonly<Record<'en' | 'zh-TW', Words>> = {
  en: {
    switch: { on: 'On', off: 'Off', mixed: 'Partly on' },
    state: {
      off: 'off',
      'not-set-up': 'not set up',
      configured: 'configured',
      loaded: 'loaded',
      proven: 'proven',
      'changed-outside': 'changed outside',
      cannot: 'cannot',
      problem: 'problem',
    },
  },
  'zh-TW': {
    switch: { on: '開啟', off: '關閉', mixed: '部分開啟' },
    state: {
      off: '關閉',
      'not-set-up': '尚未設定',
      configured: '已設定',
      loaded: '已載入',
      proven: '已證實',
      'changed-outside': '遭外部變更',
      cannot: '無法使用',
      problem: '有問題',
    },
  },
}
