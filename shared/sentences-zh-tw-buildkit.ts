/** What is said of BuildKit and the builders of buildx, in Traditional Chinese. */
export const buildkitSentences = {
  'buildkit-form': ['{path}:{line}:{column}: {why}。', '請把每個 registry 寫成 [registry."NAME"] 表格，再試一次。'],
  'buildkit-elsewhere': [
    'BuildKit 讀的是 {config}，而不是 {path}。',
    '請不要用 --config 啟動它，或自行在那個檔案設定 mirror。',
  ],
  'buildkit-host-twice': [
    'BuildKit 只能用一種方式連到 {host}，但上面的兩個 mirror 需要不同的方式。',
    '請拿掉其中一個 mirror。',
  ],
  'buildkit-host-named': [
    '{path} 已經寫明如何連到 {host}；Pullcord 不會更動。',
    '要讓 Pullcord 設定，請拿掉 [registry."{host}"] 的那個鍵。',
  ],
  'buildkit-keeps': ['{path} 裡 {upstream} 的 mirror 會留著，排在我們之後：{mirrors}。', ''],
  'buildkit-drops': ['Pullcord 開啟期間，不會使用 {path} 裡 {upstream} 的 mirror：{mirrors}。', '關閉後就會恢復。'],
  'buildkit-stale': [
    'BuildKit（process {pid}）還在用它啟動時讀到的 mirror。',
    '重新啟動才會生效，進行中的 build 會中斷：加上 --yes，或執行「{command}」。',
  ],
  'buildkit-not-running': ['BuildKit 沒有在執行；啟動後就會使用 mirror。', ''],
  'buildkit-read-at-start': [
    'BuildKit 在設定 mirror 之後才啟動，而且不會回報使用了哪些；只有實際 build 才能證明。',
    '請用 {upstream} 的映像檔 FROM 做一次 build，再看 mirror 的紀錄。',
  ],
  'buildkit-not-restarted': ['BuildKit 重新啟動後沒有回來：{why}', '請看 unit「buildkit」的紀錄。'],
  'buildkit-no-unit': [
    'BuildKit（process {pid}）不是由 systemd 以「buildkit」啟動的，所以 Pullcord 不能重新啟動它。',
    '請用當初啟動它的方式重新啟動。',
  ],
  'buildx-environment': [
    '環境變數 {variable} 讓 docker buildx 把 builder 放在別處。',
    '請在設定它的地方取消，再試一次。',
  ],
  'buildx-no-builders': ['docker buildx 沒有在容器裡的 builder；dockerd 裡的那個依照 dockerd 的檔案。', ''],
  'buildx-recreate': [
    '這些 builder 還是用建立時的設定：{names}。',
    '重新建立才會生效，進行中的 build 會中斷，快取會保留：加上 --yes，或執行「{command}」。',
  ],
  'buildx-own-config': [
    '這些 builder 有自己的設定，Pullcord 不會更動：{names}。',
    '要讓它們依照 {path}，請不帶 --buildkitd-config 重新建立。',
  ],
  'buildx-up-to-date': ['從現在起建立的 builder 會使用 mirror。', ''],
  'buildx-not-exact': ['builder {name} 不能原樣重新建立：{why}。', '請自行重新建立：{command}'],
  'buildx-differs': [
    '這些 builder 已重新建立，但 buildx 給它們的選項和原來不同：{names}。',
    '請檢查：docker buildx inspect NAME',
  ],
  'buildx-not-recreated': ['builder {name} 無法重新建立：{why}', '請自行重新建立：{command}'],
} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
