/** Why the quota was not measured, in Traditional Chinese. */
export const quotaSentences = {
  'quota-unreadable': ['Docker Hub 回報上限的方式 Pullcord 看不懂：{text}。', '請更新 Pullcord，或回報它所說的內容。'],
  'quota-too-many': ['Docker Hub 暫時拒絕回答：從這裡送出的請求太多。', '請稍等幾分鐘，再測量一次。'],
  'quota-silent': ['Docker Hub 在 {seconds} 秒內沒有回答。', '請檢查網路；先前的測量仍然有效。'],
  'quota-helper-failed': [
    '憑證輔助程式 docker-credential-{helper} 沒有交出 Docker Hub 的登入：{why}。',
    '請手動執行：echo https://index.docker.io/v1/ | docker-credential-{helper} get',
  ],
} as const
