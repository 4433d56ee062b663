import type { EngineState, Status } from '../../shared/contract.ts'
import { type NameWords, nameWords } from '../../shared/engine-names.ts'
import { translate, type Notice } from '../../shared/notice.ts'
import type { Harm } from '../../shared/mirrors/ailing.ts'
import type { Outcome } from '../../shared/pulls/pull.ts'
import { outcomeWords } from '../../shared/pulls/words.ts'
import { stateWords } from '../../shared/state-words.ts'
import { sentences as chinese } from '../../shared/sentences-zh-tw.ts'
import type { Language } from './language.ts'

/** Everything the tray's menu says. States have the same words as in the window and the CLI. */
export interface TrayWords {
  readonly switch: Readonly<Record<Status['switch'], string>>
  readonly state: Readonly<Record<EngineState, string>>
  readonly names: NameWords
  readonly noEngine: string
  readonly opening: string
  readonly working: string
  readonly useMirrors: string
  readonly verify: string
  readonly open: string
  readonly quit: string
  readonly profile: string
  /** Above the latest pulls. */
  readonly pulls: string
  readonly outcome: Readonly<Record<Outcome, string>>
  /** What mirrors in force do to pulls, and what to do. */
  readonly harm: Readonly<Record<Harm, (hosts: string) => string>>
  /** Stands between the parts of the status line. */
  readonly comma: string
  /** `others` counts the further mirrors that are in force. */
  via(upstream: string, host: string, others: number): string
  /** The mirrors are all that is asked; and that they are not, though they should be. */
  readonly strict: string
  readonly notStrict: string
  provenAt(time: string): string
  engine(name: string, state: string): string
  withReason(engine: string, reason: string): string
  /** A profile that the list came from, edited since. */
  changed(name: string): string
  say(notice: Notice): string
}

/** The words of the tray's menu in each language. */
export const trayWords: Readonly<Record<Language, TrayWords>> = {
  en: {
    ...stateWords.en,
    names: nameWords.en,
    noEngine: 'no container engine found',
    opening: 'Looking at the engines…',
    working: 'One moment…',
    useMirrors: 'Use mirrors',
    verify: 'Verify now',
    open: 'Open Pullcord',
    quit: 'Quit',
    profile: 'Profile',
    pulls: 'Latest pulls',
    outcome: outcomeWords.en,
    harm: {
      silent: (hosts) => `${hosts} stays silent and pulls hang: turn off until it answers`,
      portal: (hosts) => `a web page answers for ${hosts} and pulls fail: log in, or turn off`,
      gone: (hosts) => `${hosts} cannot be reached: turn off until it is back`,
    },
    comma: ', ',
    via: (upstream, host, others) => `${upstream} via ${host}${others > 0 ? ` and ${others} more` : ''}`,
    strict: 'nothing else',
    notStrict: 'not strict everywhere',
    provenAt: (time) => `proven at ${time}`,
    engine: (name, state) => `${name}: ${state}`,
    withReason: (engine, reason) => `${engine}. ${reason}`,
    changed: (name) => `${name}, changed`,
    say: ({ message }) => message,
  },
  'zh-TW': {
    ...stateWords['zh-TW'],
    names: nameWords['zh-TW'],
    noEngine: '找不到容器引擎',
    opening: '正在查看容器引擎…',
    working: '請稍候…',
    useMirrors: '使用 mirror',
    verify: '立即驗證',
    open: '開啟 Pullcord',
    quit: '結束',
    profile: '設定檔',
    pulls: '最近的 pull',
    outcome: outcomeWords['zh-TW'],
    harm: {
      silent: (hosts) => `${hosts} 沒有回應，pull 會卡住：請先關閉，等它恢復`,
      portal: (hosts) => `${hosts} 回的是網頁，pull 會失敗：請登入網路或先關閉`,
      gone: (hosts) => `連不上 ${hosts}：請先關閉，等它恢復`,
    },
    comma: '，',
    via: (upstream, host, others) => `${upstream} 經由 ${host}${others > 0 ? ` 等 ${others + 1} 個 mirror` : ''}`,
    strict: '不問別處',
    notStrict: '並非全部 strict',
    provenAt: (time) => `${time} 證實`,
    engine: (name, state) => `${name}：${state}`,
    withReason: (engine, reason) => `${engine}。${reason}`,
    changed: (name) => `${name}（已修改）`,
    say: (notice) => translate(notice, chinese).message,
  },
}
