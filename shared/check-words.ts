import type { Check, CheckId } from './doctor.ts'

type Words = {
  readonly check: Readonly<Record<CheckId, string>>
  readonly result: Readonly<Record<Check['result'], string>>
}

/** The names of what the doctor looks at, and of what it found. */
export const checkWords: Readonly<Record<'en' | 'zh-TW', Words>> = {
  en: {
    check: {
      mirror: 'Mirror',
      'plain-http': 'Plain http',
      certificate: 'Certificate',
      files: 'Configuration files',
      outranked: 'Files that are read later',
      'user-config': 'User configuration',
      flags: 'Flags of dockerd',
      version: 'Version',
      service: 'Running service',
      machine: 'Which machine is meant',
      drift: 'Changes outside',
      strict: 'Strict mode',
      jobs: 'Jobs of GitLab Runner',
      approval: 'Allowed mirrors',
      helper: 'Helper',
      appimage: 'AppImage',
    },
    result: { ok: 'fine', note: 'note', problem: 'problem', unknown: 'unknown' },
  },
  'zh-TW': {
    check: {
      mirror: 'mirror',
      'plain-http': '明文 http',
      certificate: '憑證',
      files: '設定檔',
      outranked: '較晚讀取的檔案',
      'user-config': '使用者設定',
      flags: 'dockerd 的參數',
      version: '版本',
      service: '執行中的服務',
      machine: '指的是哪台機器',
      drift: '外部變更',
      strict: 'strict mode',
      jobs: 'GitLab Runner 的 job',
      approval: '已核准的 mirror',
      helper: 'helper',
      appimage: 'AppImage',
    },
    result: { ok: '正常', note: '提醒', problem: '有問題', unknown: '未知' },
  },
}
