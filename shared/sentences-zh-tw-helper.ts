/** What root's helper says, and what it goes by; a part of `sentences-zh-tw.ts`. */
export const helperSentences = {
  'request-malformed': ['helper 拒絕了一個請求：{why}。', '沒有任何變更。如果 app 和 helper 是同一版，請回報。'],
  'request-cancelled': ['還沒寫入任何東西，提出請求的一方就離開了。', '沒有任何變更。請再試一次。'],
  'protocol-other-version': [
    'helper 使用第 {version} 版的協定，收到的請求是別的版本。',
    '請安裝同一版的 app 和 helper：安裝套件，或在 clone 裡執行「npm run helper:install」。',
  ],
  'helper-not-root': ['helper 只能以 root 執行。', '請讓 Pullcord 呼叫它：pullcord on、pullcord approve。'],
  'not-approved': ['沒有管理員核准過清單 {set}。', '請核准：pullcord approve'],
  'risks-not-accepted': ['這些 mirror 有還沒有人接受的風險：{risk}', '用 --accept-risks 接受。'],
  'risk-plain-http': [
    '{url} 是未加密的 http：誰能佔用這個位址，或位在中間，就能提供 root 會執行的映像檔。',
    '可以的話請改用 https 和自己的憑證機構。',
  ],
  'risk-loopback': [
    '{url} 這個埠空著的時候，任何本機使用者都能開，進而提供 root 會執行的映像檔。',
    '請用 1024 以下的埠，或另一台主機上的 mirror。',
  ],
  'risk-unverified': [
    '{url} 的憑證不會驗證：誰能佔用這個位址，就能提供 root 會執行的映像檔。',
    '請改為指定簽發它的憑證機構。',
  ],
  'policy-locked': ['管理員把開關固定為 {to}：/etc/pullcord/policy.json。', '請找管理員談，或以 root 修改。'],
  'policy-strict': [
    '{path} 被 Pullcord 以外的程式改過，管理員不允許沒有密碼就覆寫。',
    '請以 root 檢視：sudo pullcord drift',
  ],
  'toggled-too-often': [
    '開關在一分鐘內切換了 {limit} 次。',
    '請等一分鐘。管理員可以在 /etc/pullcord/policy.json 設定 togglesPerMinute。',
  ],
  'restore-needs-approval': [
    '沒有密碼時，只能還原自己最近的一次變更，而且只能回到已核准的狀態。',
    '管理員可以還原：sudo pullcord undo',
  ],
  'roots-file-unsafe': [
    '{path} 不是只屬於 root：它或上層目錄是連結，或其他人可以更改。',
    '請以 root 檢視內容，再修正擁有者和權限，或移除它。',
  ],
  'roots-file-unreadable': [
    '{path} 內容不對：{why}。',
    '請以 root 修正或移除；「pullcord approve --only」會重新開始核准。',
  ],
} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
