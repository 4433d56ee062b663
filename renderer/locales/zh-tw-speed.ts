import { formatBytes } from '../../shared/pulls/bytes.ts'
import type { speed as english } from './en-speed.ts'

/** mirror 最近的回應、順序與測速用的字詞。 */
export const speed: typeof english = {
  lately: (count, faults, least, most) =>
    `最近 ${count} 次回應：${least === most ? `${most} 毫秒` : `${least} 到 ${most} 毫秒`}${faults === 0 ? '' : `，其中 ${faults} 次異常`}`,
  latelyFaults: (count) => `最近 ${count} 次都沒有正常回應`,
  up: (upstream, url) => `讓 ${upstream} 提早嘗試 ${url}`,
  down: (upstream, url) => `讓 ${upstream} 延後嘗試 ${url}`,
  moved: (url, place, count) => `${url} 現在是 ${count} 個中的第 ${place} 個。`,
  title: '測量 mirror',
  upstream: 'Registry',
  image: '映像檔',
  imageHint: '留空：選用大多數 mirror 都有的映像檔。',
  planning: '查詢可以測量什麼…',
  measure: '開始測量',
  stop: '取消',
  stopping: '停止中…',
  measuring: '測量中…',
  plot: '各 mirror 的速度：橫條越長越快',
  itself: 'registry 本身',
  rate: (bytesPerSecond) => `每秒 ${formatBytes(bytesPerSecond).replace('bytes', '位元組')}`,
  noRate: '沒有讀取 layer',
  first: (ms) => `${ms} 毫秒後收到第一個位元組`,
  noFirst: '沒有回應',
  verdicts: { same: '相同', stale: '較舊', wrong: '錯誤', missing: '沒有', unknown: '未比對' },
  table: '以表格檢視',
  mirror: 'Mirror',
  throughput: '傳輸速度',
  firstByte: '第一個位元組',
  tag: 'Tag',
  asked: (pulls, manifests, blobs, bytes, seconds) =>
    `${seconds} 秒內：${pulls} 次 pull 額度、${manifests} 個 manifest、${blobs} 個 blob，共 ${formatBytes(bytes).replace('bytes', '位元組')}。`,
  order: '依最佳順序排列',
  ordered: '已經是最佳順序。',
}
