import type { gitlabCheck as english } from './en-gitlab-check.ts'

/** 檢查 GitLab registry 的用語。 */
export const gitlabCheck: typeof english = {
  title: '檢查 registry',
  about: 'GitLab 的 registry 頁面為什麼出錯、登入為什麼被拒絕？請輸入位址、加入設定檔，或兩者都給。',
  registry: 'Registry URL',
  registryHint: '與「docker login」相同，前面加上 https://。',
  gitlab: 'GitLab URL',
  gitlabHint: '會以訪客身分向它要一個 token；不會送出任何人的登入資訊。',
  badUrl: '不是 http 或 https 的 URL。',
  files: '檔案',
  filesHint:
    'Compose 檔、.env、config.yml、gitlab.rb、虛擬主機、憑證和金鑰；也可以拖放到這個欄位。檔案不會離開這台機器，結果也不會顯示金鑰。',
  given: (count) => `${count} 個檔案`,
  clear: '全部移除',
  left: (names) => `太大或太多，沒有加入：${names}`,
  ca: '你自己的憑證機構（PEM）',
  check: '檢查',
  again: '再檢查一次',
  checking: '檢查中，最多十秒。',
  stop: '停止',
  found: (problems, others, at) => `${problems} 個問題、${others} 件要知道的事（${at}）。`,
  well: '沒有發現問題。',
  wellHint: (at) => `檢查於 ${at}。`,
  fine: (count) => `${count} 項正常`,
  seen: '看得到的症狀：',
  level: { problem: '問題', warning: '注意', 'not-checked': '沒看到', fine: '正常' },
}
