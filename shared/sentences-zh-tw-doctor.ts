/** What the core says of what the doctor found; a part of `sentences-zh-tw.ts`. */
export const doctorSentences = {
  'doctor-not-asked': ['沒有詢問 {url}：使用 --root 時只看檔案，不碰其他東西。', ''],
  'doctor-too-slow': ['檢查超過 {seconds} 秒還沒完成。', '請看引擎或磁碟在等什麼。'],
  'doctor-tls-unverified': [
    '沒有驗證 {url} 的憑證：中間的任何人都能冒充這個 mirror。',
    '請指定簽發它的憑證機構：pullcord on --mirror {upstream}={url} --ca FILE',
  ],
  'doctor-authority-expired': [
    '{url} 的憑證機構已在 {date} 過期。',
    '請提供新的：pullcord on --mirror {upstream}={url} --ca FILE',
  ],
  'doctor-authority-expires': [
    '{url} 的憑證機構將在 {date} 過期。',
    '請在那天之前提供新的：pullcord on --mirror {upstream}={url} --ca FILE',
  ],
  'doctor-plain-http': [
    '{path} 為 {upstream} 指定了 {location}，卻沒有 insecure；它只說純 http，podman 會默默跳過它。',
    '請在那個 location 下面加上「insecure = true」。',
  ],
  'doctor-docker-http': [
    'docker {version} 用 containerd image store 時，不管 {url} 的 scheme 都只試 https，因此會跳過它。',
    '請把「{host}」加到 {path} 的 insecure-registries，或升級到 Engine 28。',
  ],
  'doctor-hides-drop-ins': [
    '因為有 {path}，podman 不會為你讀取 /etc/containers 的任何 drop-in。',
    '請把裡面的表格移到 {directory}/50-own.conf，再移除它。',
  ],
  'doctor-xdg-ignored': ['podman {version} 不會讀取 {path}：第 6 版才支援 XDG_CONFIG_HOME。', '請移到 {directory}。'],
  'doctor-tls-hole': [
    '{path} 列有 {url} 時，docker {version} 退回 Docker Hub 不會驗證它的憑證。',
    '請再開啟一次：Pullcord 會寫入 hosts.toml，之後就會驗證。',
  ],
  'doctor-buildkit-tls': [
    '因為 {url} 不安全，docker {version} 的 build 退回 Docker Hub 時可能不驗證它的憑證。',
    '請升級到 Engine 28，或改用不在本機、也不在 insecure-registries 裡的 mirror。',
  ],
  'doctor-buildkit-remembers': ['{path} 剛剛變更過；build 最多五分鐘內可能還照先前的內容。', ''],
  'doctor-remote-podman': [
    '{variable} 讓 podman 連到 {where}；這台機器的檔案在那裡不算數。',
    '請取消這個變數，或在那一台設定 mirror。',
  ],
  'doctor-podman-machine': [
    '{path} 裡有 podman machine；裡面的 podman 讀的是虛擬機的檔案，不是這裡的。',
    '請在裡面設定 mirror：podman machine ssh',
  ],
  'doctor-docker-elsewhere': [
    'docker 指令依 {source} 連到 {where}，而不是這台機器的 dockerd。',
    '請執行「docker context use default」並取消 DOCKER_HOST，或在那一台設定 mirror。',
  ],
  'doctor-appimage': [
    'Pullcord 以 AppImage 執行，root 讀不到裡面的檔案，而且沒有安裝輔助程式。',
    '要切換系統的引擎，請安裝 deb 或 rpm 套件。',
  ],
} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
