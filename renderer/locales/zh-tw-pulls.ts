import { outcomeWords, sourceWords } from '../../shared/pulls/words.ts'
import type { Words } from './locale.ts'

const pullsOf = (count: number): string => `${count.toLocaleString('zh-TW')} 次 pull`

/** The words of what was pulled, in Traditional Chinese. */
export const pulls: Pick<Words, 'tabs' | 'pulls'> = {
  tabs: { label: '檢視', switch: '開關', pulls: 'Pull', mirror: 'Mirror' },
  pulls: {
    title: 'Pull',
    outcome: outcomeWords['zh-TW'],
    source: sourceWords['zh-TW'],
    reading: '正在讀取 pull 紀錄…',
    count: pullsOf,
    filter: '以映像檔、用戶端或位址篩選',
    engine: '引擎',
    anyEngine: '所有引擎',
    noEngine: '只有 mirror 看到的',
    outcomes: '結果',
    anyOutcome: '所有結果',
    fresh: (count) => `顯示之後的 ${pullsOf(count)}`,
    pending: '可能還會改變',
    failed: '失敗',
    unnamed: '沒有報上名字的用戶端',
    evidence: '所見的證據',
    evidenceNone: '沒有留下更多紀錄。',
    by: (source) => `來自${source}`,
    bytes: (size) => `最多從 mirror 取得 ${size}`,
    via: (mirror) => `經由 ${mirror}`,
    from: (address) => `來自 ${address}`,
    timeline: (count, from, to) => `${from} 到 ${to}，共 ${pullsOf(count)}`,
    timelineTable: '同樣內容的表格',
    bands: { hit: 'mirror 已有', miss: 'mirror 去取', direct: '沒有經過 mirror', unknown: '不明' },
    time: '時間',
    hitRate: '命中率',
    bytesSaved: '省下的流量',
    bytesServed: '提供的流量',
    requests: 'manifest 請求',
    misses: 'manifest 未命中',
    notReported: '未回報',
    top: '最常 pull',
    sources: '訊息來源',
    state: { heard: '收聽中', waiting: '等待中', lost: '中斷', 'not-set-up': '未設定' },
    empty: '還沒有看到任何 pull。',
    emptyHint: 'pull 一個映像檔，就會出現在這裡。引擎只說它 pull 了什麼；由誰提供，要由 mirror 來說。',
    emptyFilter: '沒有符合的 pull。',
    clear: '清除篩選',
    noCollector:
      '沒有 mirror 說明它提供了什麼，所以多數 pull 只能是「不明」。請在 mirror 旁執行下列指令，再到「Mirror」加入：',
    past: { hour: '最近一小時', day: '最近 24 小時', week: '最近 7 天' },
    range: '顯示的時間',
  },
}
