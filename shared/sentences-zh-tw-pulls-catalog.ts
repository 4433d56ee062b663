/** What came of asking a mirror for its repositories, tags and images, in Traditional Chinese. */
export const catalogSentences = {
  'list-stopped': ['{url} 的清單已停止讀取，目前只知道到這裡。', '要看其餘部分，請再讀一次。'],
  'list-silent': ['{url} 的清單讀到一半，{seconds} 秒沒有任何回應。', '請看 mirror 的紀錄檔，再讀一次。'],
  'list-too-slow': [
    '{url} 的清單過了 {minutes} 分鐘還沒讀完，目前只知道到這裡。',
    '請調高 mirror 設定裡的 catalog.maxentries，或改用 docker-registry 3。',
  ],
  'list-page-too-large': [
    '{url} 的一頁超過 {limit}，不再往下讀。',
    '請調低 mirror 設定裡的 catalog.maxentries；如果並沒有那麼高，請檢查是誰在那個位址回應。',
  ],
  'list-page-too-long': [
    '{url} 的一頁超過 {limit} 個名稱，不再往下讀。',
    '請調低 mirror 設定裡的 catalog.maxentries；如果並沒有那麼高，請檢查是誰在那個位址回應。',
  ],
  'list-too-long': [
    '{url} 列出超過 {limit} 個名稱，不再往下讀。',
    '請檢查是誰在那個位址回應；一般人用的快取不會那麼大。',
  ],
  'list-too-large': [
    '{url} 列出的名稱超過 {limit}，不再往下讀。',
    '請檢查是誰在那個位址回應；一般人用的快取不會那麼大。',
  ],
  'list-endless': [
    '{url} 的清單在原地打轉：同一頁又出現，或是沒有新的內容。',
    '請更新 mirror，或檢查它前面的代理伺服器；目前只知道到這裡。',
  ],
  'list-elsewhere': [
    '{url} 指向另一個位址（{where}），沒有向那裡詢問。',
    '如果那是同一個 mirror，請改用那個位址；否則請檢查它前面的代理伺服器。',
  ],
  'list-broken': ['{url} 回的不是名稱清單：{why}。', '請檢查是誰在那個位址回應：「pullcord mirror test」。'],
  'list-cut-short': ['{url} 的清單讀到一半就斷線了。', '請看 mirror 的紀錄檔，再讀一次。'],
  'list-refused': ['{url} 不提供清單（{status}）。', '不是每個 registry 都有；也可能被管理員關閉了。'],
  'catalog-left-out': [
    '{url} 列出的名稱有 {count} 個不可能是 registry 的名稱，已略過。',
    '請檢查還有誰寫入 mirror 的儲存空間。',
  ],
  'catalog-slow': [
    '{url} 一頁比一頁慢：docker-registry 2.8 每一頁都從頭開始。',
    '請調高它設定裡的 catalog.maxentries（50000 會立刻用上），或改用 docker-registry 3。',
  ],
  'tags-asked': ['pull-through cache 會向上游詢問：{url} 也會列出沒有人拉取過的 tag。這不會消耗 pull 次數。', ''],
  'tags-unknown': ['{url} 沒有 {repository} 這個 repository。', '請檢查拼字：「pullcord catalog --filter 文字」。'],
  'image-asked-tag': [
    '已向 {url} 詢問這個 tag。pull-through cache 會向上游確認它有沒有變；沒有快取的部分會去取來，算一次 pull。',
    '',
  ],
  'image-asked-digest': [
    '已用 digest 詢問 {url}：有快取就不花任何代價；否則 pull-through cache 會去取來，算一次 pull。',
    '',
  ],
  'image-unknown': [
    '{url} 沒有 {image}（{status}）。',
    '上游拒絕時（額度用完或連不上），pull-through cache 也會這樣回答。',
  ],
  'image-broken': [
    '{url} 對 {image} 的回應不是這裡認得的 manifest：{why}。',
    '請透過 mirror 拉取一次，並看 mirror 的紀錄檔。',
  ],
} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
