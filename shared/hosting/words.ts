import type { HostedState } from './contract.ts'

/** The words of what a mirror of ours does, in each language. */
export const hostedStates: Readonly<Record<'en' | 'zh-TW', Readonly<Record<HostedState, string>>>> = {
  en: {
    running: 'running',
    starting: 'starting',
    'waiting-for-upstream': 'waiting for its upstream',
    stopped: 'stopped',
    failed: 'failed',
  },
  'zh-TW': {
    running: '執行中',
    starting: '啟動中',
    'waiting-for-upstream': '等待上游',
    stopped: '已停止',
    failed: '失敗',
  },
}

/** When what was fetched is fetched anew, by the hours until then; null for never. */
export const expiryWords: Readonly<Record<'en' | 'zh-TW', (hours: number | null) => string>> = {
  en: (hours) =>
    hours === null
      ? 'kept for ever'
      : `fetched anew after ${hours % 24 === 0 ? `${hours / 24} days` : `${hours} hours`}`,
  'zh-TW': (hours) =>
    hours === null ? '永久保存' : `${hours % 24 === 0 ? `${hours / 24} 天` : `${hours} 小時`}後重新取得`,
}
