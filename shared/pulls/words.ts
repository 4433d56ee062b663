import type { Outcome, SourceId } from './pull.ts'

/** Outcomes in a word or two; the same in the command line, the tray and the window. */
export const outcomeWords: Readonly<Record<'en' | 'zh-TW', Readonly<Record<Outcome, string>>>> = {
  en: {
    'mirror-hit': 'hit',
    'mirror-miss': 'miss',
    'mirror-up-to-date': 'up to date',
    bypassed: 'bypassed',
    upstream: 'upstream',
    unknown: 'unknown',
  },
  'zh-TW': {
    'mirror-hit': '命中',
    'mirror-miss': '未命中',
    'mirror-up-to-date': '已是最新',
    bypassed: '繞過',
    upstream: '直接向上游',
    unknown: '不明',
  },
}

/** Who says so, beside every figure. */
export const sourceWords: Readonly<Record<'en' | 'zh-TW', Readonly<Record<SourceId, string>>>> = {
  en: {
    'engine-events': 'the engine’s events',
    notifications: 'the mirror’s notifications',
    'access-log': 'the mirror’s access log',
    metrics: 'the mirror’s metrics',
    catalog: 'the mirror’s catalog',
    zot: 'zot’s own count',
    harbor: 'Harbor’s own count',
    ratelimit: 'Docker Hub’s answer',
  },
  'zh-TW': {
    'engine-events': '引擎的事件',
    notifications: 'mirror 的通知',
    'access-log': 'mirror 的存取紀錄檔',
    metrics: 'mirror 的 metrics',
    catalog: 'mirror 的 catalog',
    zot: 'zot 自己的計數',
    harbor: 'Harbor 自己的計數',
    ratelimit: 'Docker Hub 的回答',
  },
}
