/** Why a pull counts as served by whom, in Traditional Chinese. */
export const pullSentences = {
  'pull-hit': ['所要的內容都在 {mirror} 的快取裡。', ''],
  'pull-miss': ['{mirror} 沒有全部的內容：其中 {count} 個部分是它向上游 取來的。', ''],
  'pull-up-to-date': ['只問了 {mirror} 有沒有新版本，沒有取用任何內容。', ''],
  'pull-refused': ['{mirror} 拒絕了它（{status}）。', '請看 mirror 的紀錄檔；「pullcord verify」可以立刻詢問它。'],
  'pull-broken-off': [
    '{mirror} 開始提供，之後又拒絕了（{status}）。',
    '請看 mirror 的紀錄檔；「pullcord verify」可以立刻詢問它。',
  ],
  'pull-unsure-older': [
    '由 {mirror} 提供。它可能在開始記錄之前就已快取，因此無法判斷這次有沒有再向上游 取用。',
    '把 mirror 的 metrics 交給 collector（--metrics），它的計數可以釐清。',
  ],
  'pull-unsure-restarted': [
    '由 {mirror} 提供，但它在取得之後重新啟動過；無法判斷快取是否還在。',
    '把 mirror 的 metrics 交給 collector（--metrics），它的計數可以釐清。',
  ],
  'pull-unsure-in-flight': ['由 {mirror} 提供，當時它可能正在為另一個用戶端取用同樣的內容。', ''],
  'pull-unsure-unnamed': [
    '由 {mirror} 提供，但它的紀錄檔只寫了 tag；無法判斷這次有沒有再向上游 取用。',
    '讓 mirror 把 notifications 送給 collector，其中有 digest。',
  ],
  'pull-bypassed': ['{mirror} 拒絕了它（{why}），引擎便繞過它繼續。', '請看 mirror 的紀錄檔。'],
  'pull-upstream': [
    '沒有任何 mirror 提供過它：{mirrors} 那段時間的紀錄是完整的。',
    '「pullcord doctor」說明 mirror 為何沒有用上。',
  ],
  'pull-upstream-no-errors': [
    '沒有任何 mirror 提供過它：{mirrors} 那段時間的紀錄是完整的。是否曾問過 mirror 而遭拒，只有它的存取紀錄檔知道。',
    '把 mirror 的存取紀錄檔交給 collector（--access-log），就能看到拒絕。',
  ],
  'pull-no-record': [
    '無法判斷由誰提供：{upstream} 的 mirror 沒有這裡讀得到的紀錄。',
    '在 mirror 旁執行「pullcord collect」，再到「Mirror」加入。',
  ],
  'pull-other-mirror': [
    '無法判斷由誰提供：可能是 {endpoint}，而它沒有這裡讀得到的紀錄。',
    '在它旁邊執行「pullcord collect」，再到「Mirror」加入。',
  ],
  'pull-waiting': ['{mirrors} 的紀錄還沒到那個時間。', ''],
  'pull-other-address': ['{mirror} 當時把同一個 image 提供給 {address}，無法確定那是不是這台機器。', ''],
  'pull-ambiguous': ['{mirror} 有好幾次相符的 pull，提供的方式並不相同。', ''],
  'pull-failed': ['它失敗了，也沒有 mirror 提供過任何內容。', '引擎自己的說明在下面。'],
  'collector-lost': ['讀不到 {url} 的 collector：{why}。', '請確認那裡正在執行「pullcord collect」；之後會自動再試。'],
  'collector-odd': ['{url} 的回答不是 collector。', '請檢查位址和連接埠；通常是 7780。'],
  'collector-plain': [
    '{url} 的 collector 沒有使用 TLS。別人的名稱和位址不可以明文傳送。',
    '請給它憑證（--tls-cert、--tls-key），或經由這台機器上的通道連線。',
  ],
  'collector-refused': [
    '{url} 的 collector 不讓我們讀取（{status}）。',
    '請重新複製讀取權杖：它在 collector 的狀態目錄裡，檔名 read-token。',
  ],
  'collector-newer-word': ['collector 說了這個版本的 Pullcord 不認得的話（{code}）。', '請更新 Pullcord。'],
  'quota-not-reported': ['Docker Hub 在這裡沒有回報上限：沒有上限，或未回報。', ''],
  'quota-unreachable': ['無法詢問 Docker Hub（{why}）。', '請檢查網路；先前的測量仍然有效。'],
  'quota-odd': ['Docker Hub 的回答出乎意料（{status}）。', '請稍後再試。'],
  'quota-portal': ['有別的東西代替 Docker Hub 回答：入口網頁或代理伺服器。', '請先登入網路，再測量一次。'],
  'quota-login-refused': ['Docker Hub 拒絕了 {user} 的登入。', '請重新登入：docker login'],
  'source-lost': ['讀不到 {of}：{why}。', ''],
  'pulls-damaged': [
    '{path} 裡的 pull 紀錄已損壞。它保留為 {aside}，並且開始了新的紀錄。',
    '可用「sqlite3 {aside} .recover」查看舊的紀錄，或把它刪除。',
  ],
  'pulls-damaged-now': ['{path} 裡的 pull 紀錄已損壞。', '請重新啟動 Pullcord：它會把檔案移到一旁，重新開始。'],
  'pulls-busy': ['另一個程式佔用了 {path} 裡的 pull 紀錄。', '請關閉開啟它的程式（例如「sqlite3」），再試一次。'],
  'pulls-newer': ['{path} 裡的 pull 紀錄是較新的 Pullcord 寫的（版本 {version}）。', '請更新 Pullcord；檔案保持原樣。'],
  'gap-started-late': ['無法判斷由誰提供：{mirror} 的紀錄開始得比較晚。', ''],
  'gap-mirror-restarted': ['無法判斷由誰提供：{mirror} 在那前後重新啟動過，還沒送出的內容已經遺失。', ''],
  'gap-collector-down': ['無法判斷由誰提供：{mirror} 的 collector 在那前後沒有執行。', ''],
} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
