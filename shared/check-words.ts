import type { Check, CheckId } from './doctor.ts'

type Words = {
  readonly check: Readonly<Record<CheckId, string>>
  readonly result: Readonly<Record<Check['result'], string>>
}

/** The names of what the doctor looks at, and of what it found. */
export const checkWords: Readonly<Record<'en' | 'zh-TW', Words>> = {
  en: {
    check: {
      mirror: 'mirror answers',
      'plain-http': 'plain http allowed',
      certificate: 'certificate',
      files: 'files readable',
      outranked: 'nothing outranks ours',
      'user-config': 'usual files are read',
      flags: 'flags of dockerd',
      version: 'engine version',
      service: 'running configuration',
      machine: 'same machine',
      drift: 'unchanged by others',
      approval: 'approved mirrors',
      helper: 'helper for root',
      appimage: 'AppImage',
    },
    result: { ok: 'fine', note: 'note', problem: 'problem', unknown: 'unknown' },
  },
  'zh-TW': {
    check: {
      mirror: 'mirror 有回應',
      'plain-http': '允許純 http',
      certificate: '憑證',
      files: '設定檔可讀',
      outranked: '沒有被蓋過',
      'user-config': '讀取平常的設定檔',
      flags: 'dockerd 的參數',
      version: '引擎版本',
      service: '執行中的設定',
      machine: '在同一台機器',
      drift: '未遭外部變更',
      approval: '已核准的 mirror',
      helper: 'root 輔助程式',
      appimage: 'AppImage',
    },
    result: { ok: '正常', note: '提醒', problem: '有問題', unknown: '未知' },
  },
}
