export const profileSentences = {
  'profile-name': ['設定檔名稱要有 1 到 {limit} 個看得見的字元。', '例如：office、home 或 train。'],
  'profile-missing': ['沒有名為「{name}」的設定檔。', '請看「pullcord profile list」。'],
  'profile-twice': ['已經有名為「{name}」的設定檔。', '請換個名稱，或先移除那一個。'],
  'profiles-full': ['最多保留 {limit} 個設定檔。', '請移除不再使用的。'],

  'exchange-large': ['{source} 太大：最多讀取 {limit} 個字元。', '這不是 Pullcord 匯出的檔案。'],
  'exchange-bad': [
    '{source} 第 {line} 行第 {column} 欄：{why}。',
    '沒有取用其中任何內容。請對方重新執行「pullcord export」。',
  ],
  'link-bad': ['這不是 Pullcord 產生的連結：{why}。', '請對方重新執行「pullcord export --link」。'],
  'export-unwritten': ['無法寫入 {path}：{why}。', '請換個位置。'],
  'offer-stale': ['顯示之後，清單已經變了。', '請再看一次；沒有取用任何內容。'],
  'offer-insecure': [
    '完全不檢查對方是誰：{url}。中間的任何人都能塞給你別的 image。',
    '只接受你信任的人給的；最好改向對方要 CA 憑證。',
  ],
  'offer-plain': ['{url} 是明文 http：中間的任何人都能塞給你別的 image。', '請問對方這個 mirror 有沒有 https。'],
  'offer-authority': [
    '{url} 會改由另一個 CA 來認定，與你現有的不同：{sha256}…。握有那個 CA 金鑰的人能塞給你別的 image。',
    '請用別的管道問對方，那個 CA 是不是這個 mirror 的。',
  ],
  'offer-loopback': ['{url} 在你自己的電腦上：要你自己執行那個 mirror 才有用。', ''],

  'by-hand-prefix': [
    '「{prefix}」只是某個 registry 的一部分或一個樣式；Pullcord 的 mirror 是給整個 registry 用的。',
    '維持原樣，podman 會繼續使用。',
  ],
  'by-hand-some-pulls': ['{spelled} 只用於部分 pull；Pullcord 的 mirror 會用於所有 pull。', '維持原樣。'],
  'by-hand-unusable': ['照現在的寫法，經由 {spelled} 的 pull 都會失敗。', '請手動修正或移除。'],
  'by-hand-plain': [
    'podman 的「insecure」表示 http，或不檢查憑證的 https；這裡當作 {url}。',
    '如果這個 mirror 有 https，請在清單上修改。',
  ],
  'by-hand-default': ['它用於所有沒有自己項目的 registry；Pullcord 的 mirror 只給一個 registry 用。', '維持原樣。'],
  'by-hand-dragonfly': [
    '{url} 是 dfinit 寫的 Dragonfly 設定：需要 X-Dragonfly-Registry 標頭，Pullcord 不寫這個。',
    '交給 dfinit 管理即可。',
  ],
  'by-hand-option': ['{url} 用到「{option}」，Pullcord 不寫這個。', '維持原樣。不需要它的話，請手動加入這個 mirror。'],
  'by-hand-rewrite': ['{upstream} 的 image 名稱在途中會被改寫，Pullcord 不寫這個。', '維持原樣。'],
  'by-hand-silenced': ['docker.io 的 hosts.toml 優先於 {path}，所以 docker 不會用它。', '請移除不要的那一個。'],
  'by-hand-proxy': ['「{key}」讓所有流量經過 proxy，dfinit 就是這樣設定 docker 的；proxy 不是 mirror。', '維持原樣。'],
  'by-hand-many': [
    '這些檔案列了超過 {limit} 個 mirror，Pullcord 的清單不會有那麼多。',
    '請加入真正用到的：pullcord mirror add。',
  ],
  'by-hand-authority': ['無法取用它的 CA {path}：{why}', '請手動加入這個 mirror 和它的憑證。'],
  'by-hand-not-ours': [
    '已列入清單，但檔案維持原樣：Pullcord 會用別的寫法。',
    '「off」不會移除它。開啟之後請手動移除。',
  ],
  'by-hand-needs-root': ['已列入清單，但只有 root 能接管這個檔案。', '以 root 執行：sudo pullcord import'],
  'by-hand-other-file': [
    '已列入清單，但 Pullcord 不寫這個檔案。',
    '開啟時 Pullcord 自己的 drop-in 優先；「off」不動這個檔案，它會繼續使用 mirror。',
  ],
  'by-hand-off': ['從現在起，「off」會把這些從 {paths} 移除，其餘內容不動。', '「undo」會放回去。'],
  'by-hand-all': [
    '各容器引擎對 {upstream} 的 mirror 並不相同。清單是共用的：開啟之後，每個受開關控制的引擎都會試所有的 mirror。',
    '不要的請移除：pullcord mirror remove。',
  ],
  'by-hand-nothing': ['沒有找到手動設定的 mirror。', ''],
} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
