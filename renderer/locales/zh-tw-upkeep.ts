import { checkWords } from '../../shared/check-words.ts'
import type { HistoryEntry } from '../../shared/history.ts'
import type { upkeep as english } from './en-upkeep.ts'

const verb: Readonly<Record<HistoryEntry['verb'], string>> = {
  on: '開啟',
  off: '關閉',
  undo: '復原',
  keep: '維持現狀',
  import: '接管',
}

const via: Readonly<Record<HistoryEntry['by']['via'], string>> = {
  user: '',
  root: '以 root 執行',
  sudo: '透過 sudo',
  pkexec: '經系統管理員核准',
}

/** The words of permission, drift, history and the doctor, in Traditional Chinese. */
export const upkeep: typeof english = {
  more: '更多',
  profiles: { title: '設定檔', exchange: '匯入與匯出', byHand: '手動設定的 mirror' },
  approval: {
    promise: '系統管理員只需核准這些 mirror 一次，之後不再詢問密碼',
    shown: '密碼對話框會顯示',
    risks: '風險',
    accept: () => '我接受上述風險',
    give: '核准並開啟',
    asking: '密碼對話框已在桌面上另外開啟。輸入密碼之前，不會變更任何東西。',
    askingCancel: '按「取消」只會關閉這個視窗；之後若仍在那裡輸入密碼，只會核准 mirror，不會開啟。',
    dismissed: '沒有變更任何東西。',
    dismissedHint: '密碼對話框沒有輸入就關閉了。',
    title: '系統管理員已核准',
    none: '目前沒有。第一次為系統的引擎開啟時，會請系統管理員核准 mirror，之後就不再詢問密碼。',
    root: 'Pullcord 正以 root 執行，不需要核准。',
    given: (at, uid) => `${at} 核准，由使用者 ${uid} 提出`,
    current: '與目前的清單相同',
    revoke: '全部撤銷',
    revoking: '撤銷中…密碼對話框可能已在別處開啟。',
    revoked: '已撤銷。下次開啟時會再請系統管理員核准。',
  },
  drift: {
    title: (engine) => `${engine} 的設定檔遭外部變更`,
    reading: '讀取檔案中…',
    changed: (at) => `最後變更：${at}`,
    gone: '已被移除',
    noDiff: '已無法得知 Pullcord 當初在這裡寫了什麼，因此無從比較。',
    diffOf: (path) => `${path} 遭變更的內容`,
    same: '檔案已恢復成 Pullcord 寫入的樣子，不需要再決定什麼。',
    choices: '要怎麼處理？',
    on: '放回我們的設定',
    onHint: '再次設定清單上的 mirror，並保留其他修改。會先顯示計畫。',
    keep: '維持現狀',
    keepHint: '不寫入任何東西；從現在起，裡面的內容全都算你的。',
    off: '只拿掉我們的設定',
    offHint: '移除 Pullcord 剩下的項目，並保留其他修改。會先顯示計畫。',
    keeping: '交還檔案中…密碼對話框可能已在別處開啟。',
    kept: (engine) => `${engine} 的檔案維持現狀，裡面不再有任何屬於 Pullcord 的內容。`,
  },
  history: {
    title: '歷史記錄',
    reading: '讀取記錄中…',
    empty: '還沒有任何變更。',
    emptyHint: '每次切換開關都會記在這裡，包括是誰操作的，而且可以復原。',
    limited: (count) => `這裡只顯示最近 ${count} 筆；執行「pullcord history」可看更多。`,
    verb,
    via,
    again: '在遭外部變更之後',
    failed: '失敗，已全部還原',
    tried: '嘗試',
    before: '原本',
    after: '之後',
    noMirror: '沒有 mirror',
    unknown: '不明',
    files: (count) => `${count} 個檔案`,
    noFile: '無檔案',
    undo: '復原',
    undoThis: (engine, at) => `復原：${engine}，${at}`,
    sure: (engine, mirrors) =>
      mirrors === null ? `${engine} 會和之前一樣，不使用 Pullcord 的 mirror。` : `${engine} 會恢復使用：${mirrors}。`,
    now: '確定復原',
    anyway: '仍要復原',
    keep: '保留',
    undoing: '還原中…',
    undoingSystem: '還原中…密碼對話框可能已在別處開啟。',
    undone: (engine) => `已為 ${engine} 復原。`,
    exact: '每個檔案都和之前一模一樣，一個位元組也不差。',
    kept: '你後來的修改都保留著。',
    notUndone: (engine) => `${engine} 維持原狀。`,
  },
  doctor: {
    title: '檢查',
    about: '找出讓 mirror 無法使用的原因，不會變更任何東西。',
    running: '檢查中…',
    again: '再檢查一次',
    well: '一切正常。',
    wellHint: (at) => `檢查時間：${at}。`,
    found: (problems, notes, at) => {
      const said = [...(problems > 0 ? [`${problems} 個問題`] : []), ...(notes > 0 ? [`${notes} 件值得知道的事`] : [])]
      return `${said.join('、')}（檢查時間：${at}）。`
    },
    result: { problem: '有問題', note: '提醒', unknown: '無法檢查', ok: '正常' },
    fine: (count) => `${count} 項檢查正常`,
    check: checkWords['zh-TW'].check,
  },
}
