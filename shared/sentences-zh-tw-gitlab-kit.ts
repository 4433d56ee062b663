/** What may be wrong with the files for a registry beside GitLab, in Traditional Chinese. */
export const gitlabKitSentences = {
  'kit-url-bad': ['「{url}」不是 {what} 的 URL。', '請照平常開啟的寫法：https://HOST 或 https://HOST:PORT。'],
  'kit-registry-path': ['registry 不能放在子路徑下：{url}。', '請給它獨立的主機名稱或連接埠。'],
  'kit-name-bad': [
    '「{name}」不能當作 issuer 或 service。',
    '最多 64 個字元：英文字母、數字與 . _ : / @ + -，不含空白。',
  ],
  'kit-days-bad': ['憑證的有效期不能是 {days} 天。', '請用 1 到 36500 之間的數字。'],
  'kit-service-other': [
    'GitLab 只為 container_registry 這個 service 簽發 token；用 {service} 的話，每次登入都會失敗。',
    '除非由別的 token 服務簽發，否則請維持原值。',
  ],
  'kit-ecdsa': [
    'GitLab 只用 RSA 金鑰簽章；換成 ECDSA 金鑰，registry 頁面與登入都會出現 internal server error。',
    '除非由別的 token 服務簽發，否則請選 RSA。',
  ],
  'kit-plain': ['{url} 是明文 http：密碼與 token 會以明文傳送。', '請替該主機準備網站憑證，並寫成 https://。'],
  'kit-owner': [
    'docker-gitlab 裡的 GitLab 以使用者 git 讀取 {name}；除非 USERMAP_UID 另有設定，其 uid 是 1000。',
    '請執行：chown 1000:1000 {name}',
  ],
  'kit-rotated': [
    '要先讓 registry 認得 {bundle}，GitLab 才能改用 {name} 簽章；再過 6 分鐘，舊憑證就可以移除。',
    '請照 {steps} 逐行進行。',
  ],
  'kit-folder-missing': ['沒有指定存放檔案的目錄。', '請指定：pullcord gitlab registry-kit DIR'],
  'kit-pair-missing': [
    '{path} 裡沒有可以輪替的 token 簽章金鑰憑證。',
    '第一次建立請拿掉 --rotate，或指定放有 registry-auth.crt 的目錄。',
  ],
  'kit-certificate-bad': ['{name} 裡的憑證不是恰好一張。', '請放回 GitLab 目前簽章所用金鑰的憑證。'],
  'kit-kept': ['已經存在，沒有更動：{names}。', '想重新產生，請先把它移開。'],
  'kit-pair-kept': ['金鑰與憑證已經存在，沒有更動。', '加上 --rotate 會在旁邊產生新的一組，過程不中斷服務。'],
  'kit-folder-open': ['其他人可以更動 {path} 裡的檔案。', '請執行：chmod 700 {path}'],
  'kit-unwritable': ['無法寫入 {path}：{why}。', '先前寫好的檔案都保留。排除原因後再執行一次。'],
} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
