/** What is said of K3s and RKE2, and of YAML, in Traditional Chinese. */
export const rancherSentences = {
  'yaml-not-edited': ['{path}:{line}:{column}: {what}，Pullcord 不在它旁邊編輯。', '請改用一般的寫法，再試一次。'],
  'rancher-form': ['{path}:{line}:{column}: {why}。', '請修正檔案，再試一次。'],
  'rancher-elsewhere': [
    '{engine} 讀的是 {config}，而不是 {path}。',
    '請從它的設定中拿掉「private-registry」，或自行在那個檔案設定 mirror。',
  ],
  'rancher-rewrite': [
    '{path} 會改寫 {upstream} 的映像檔名稱；mirror 會被要求提供另一個映像檔。',
    '請拿掉 {upstream} 的「rewrite」，或讓 {engine} 維持原樣。',
  ],
  'rancher-star-kept': ['{path} 裡 "*" 的 endpoint 對 {upstream} 仍然有效，排在我們之後：{endpoints}。', ''],
  'rancher-star-left': [
    'Pullcord 開啟期間，{upstream} 不會使用 {path} 裡 "*" 的 endpoint：{endpoints}。',
    '關閉後就會恢復。',
  ],
  'rancher-keeps': ['{path} 裡 {upstream} 的 endpoint 會留著，排在我們之後：{endpoints}。', ''],
  'rancher-drops': ['Pullcord 開啟期間，不會使用 {path} 裡 {upstream} 的 endpoint：{endpoints}。', '關閉後就會恢復。'],
  'rancher-tls-named': [
    '{path} 已經寫明如何驗證 {host}；Pullcord 不會更動。',
    '要讓 Pullcord 設定，請拿掉 {host} 的「tls」。',
  ],
  'rancher-strict': [
    '{engine} 設定為不退回 upstream：{upstream} 的 mirror 沒有回應時，就拉不到它的映像檔。',
    '這是 {path} 裡的「disable-default-registry-endpoint」設定的。',
  ],
  'rancher-stale': [
    '{engine}（process {pid}）還在用它啟動時讀到的 mirror。',
    '重新啟動才會生效：加上 --yes，或執行「systemctl restart {unit}」。Pod 會繼續執行。',
  ],
  'rancher-not-running': ['{engine} 沒有在執行；啟動後就會使用 mirror。', ''],
  'rancher-not-restarted': ['{engine} 重新啟動後沒有回來：{why}', '請看「journalctl -u {unit}」。'],
  'rancher-no-unit': [
    '{engine}（process {pid}）不是由 systemd 以 {unit} 啟動的，所以 Pullcord 不能重新啟動它。',
    '請用當初啟動它的方式重新啟動。',
  ],
  'rancher-read-at-start': [
    '{engine} 在設定 mirror 之後才啟動，而且不會回報使用了哪些；只有實際 pull 才能證明。',
    '請用 crictl 拉一個 {upstream} 的映像檔，再看 mirror 的紀錄。',
  ],
} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
