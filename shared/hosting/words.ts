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

/** When what was fetched is fetched anew. */
export function expiryText(hours: number | null): string {
  if (hours === null) return 'kept for ever'
  return hours % 24 === 0 ? `fetched anew after ${hours / 24} days` : `fetched anew after ${hours} hours`
}
