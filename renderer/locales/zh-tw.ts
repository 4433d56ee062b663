import type { Health } from '../../shared/contract.ts'
import { nameWords } from '../../shared/engine-names.ts'
import { ailingWords } from '../../shared/mirrors/ailing.ts'
import { stateWords } from '../../shared/state-words.ts'
import { translate } from '../../shared/notice.ts'
import type { Locale, Words } from './locale.ts'
import { dialogs } from './zh-tw-dialogs.ts'
import { pulls } from './zh-tw-pulls.ts'
import { upkeep } from './zh-tw-upkeep.ts'
import { sentences } from '../../shared/sentences-zh-tw.ts'

const { state } = stateWords['zh-TW']
const health: Readonly<Record<Health, string>> = {
  up: '正常',
  silent: '沒有回應',
  portal: '被登入頁擋下',
  gone: '連不上',
  untrusted: '憑證不受信任',
  'not-a-registry': '不是 registry',
  'needs-login': '需要登入',
  unknown: '尚未詢問',
}

const words: Words = {
  ...dialogs,
  ...upkeep,
  ...pulls,
  list: (items) => items.join('、'),
  paragraph: (sentences) => sentences.join(''),
  state,
  health,
  names: nameWords['zh-TW'],
  close: '完成',
  cancel: '取消',
  settings: '設定',
  link: {
    opening: '連線中…',
    lost: '與 Pullcord 的連線中斷了，畫面上的內容可能已經過時。',
    reconnect: '重新連線',
    notDone: '目前沒有連上 Pullcord，無法確定剛才的動作是否完成；請重新連線後再確認。',
    start: '如果它已經停止，請重新執行',
    login: '這個頁面需要新的網址。',
    loginHint: '請開啟「pullcord serve」印出的網址；每個網址只能用一次，30 秒內有效。',
  },
  hero: {
    name: '讓容器映像檔經由 mirror 下載',
    on: '開啟',
    off: '關閉',
    mixed: '部分開啟',
    looking: '讀取中…',
    unknown: '狀態不明',
    through: (upstreams, _count, hosts, engines) =>
      `${upstreams} 經由 ${hosts} 下載${engines === null ? '' : `（僅 ${engines}）`}。`,
    onlyMirrors: (upstreams) => `不會有任何請求送到 ${upstreams} 本身。`,
    stillOpen: (engines) => `mirror 失敗時，${engines} 仍會去問 registry 本身，strict mode 擋不住。`,
    straight: (engines) => `${engines} 仍直接連到各個 registry。`,
    allStraight: '目前直接從各個 registry 下載。',
    ownSetting: (upstreams) => `Pullcord 沒有設定任何東西；${upstreams} 仍依你自己的設定走 mirror。`,
    sends: (upstreams, hosts) => `${upstreams} 會改由 ${hosts} 下載`,
    would: (ways) => `開啟後，${ways.join('，')}。`,
    noMirror: '加入一個 mirror，之後一個開關就能切換。',
    provenWith: (engines, at) => (at === null ? `已用 ${engines} 證實。` : `${at} 已用 ${engines} 證實。`),
    loadedBy: (engines) => `${engines} 已載入設定。`,
    configuredFor: (engines) => `${engines} 的設定檔已寫好。`,
    many: (count) => `${count} 個引擎`,
    trouble: {
      'changed-outside': (engines) => `${engines} 的設定檔遭外部變更。`,
      problem: (engines) => `${engines} 有問題。`,
      cannot: (engines) => `${engines} 無法使用這個 mirror。`,
    },
    harm: ailingWords['zh-TW'],
    addFirst: '加入第一個 mirror',
    prove: '實際驗證',
    again: '再次驗證',
    allOff: '全部關閉',
  },
  engines: {
    title: '引擎',
    none: '這台電腦上找不到容器引擎。',
    noneHint: '安裝 podman 或 docker 之後，這裡會自動出現。',
    here: '這台電腦',
    inside: '這台電腦裡的虛擬機器與節點',
    aside: (count) => `另外找到 ${count} 個引擎，維持原狀`,
    asideHint: '開關不會動到它們；想一併控制，打開它旁邊的開關即可。',
    include: (engine) => `開關一併控制 ${engine}`,
    prove: '驗證',
    again: '再驗證',
    look: '查看',
    setUp: '設定',
    turnOn: '重新開啟',
    turnOff: '重新關閉',
    copy: '複製指令',
    copied: '已複製',
    noted: (count) => `${count} 則備註`,
    order: '嘗試順序',
    straight: '沒有 mirror，直接連到 registry。',
    files: '檔案',
    absent: '不存在',
    ours: '由 Pullcord 寫入',
    found: '如何找到',
    evidence: '證據',
    proofOf: (image, mirror, at) => `${at} 經由 ${mirror} 下載 ${image}`,
    notes: '備註',
  },
  mirrors: {
    title: 'Mirror',
    through: '經由',
    empty: '引擎會先問 mirror，再問映像檔名稱所指的 registry。',
    emptyHint: 'mirror 就是 pull-through cache 的位址，例如 docker.io 用 http://192.168.11.2:6000。',
    add: '加入 mirror',
    edit: '編輯',
    editThis: (upstream, url) => `編輯 ${upstream} 經由 ${url}`,
    check: '立即詢問',
    checking: '詢問中…',
    measure: '比較速度',
    latency: (ms) => `${ms} 毫秒`,
    insecure: '未驗證 TLS',
    authority: '自訂憑證機構',
  },
}

/** Traditional Chinese as engineers in Taiwan write it; a code that is newer than this page is said in English. */
export const locale: Locale = {
  tag: 'zh-TW',
  words,
  say: (notice) => translate(notice, sentences),
}
