/** What is said of Docker Engines that are rootless, a snap, or inside a desktop, in Traditional Chinese. */
export const layoutsSentences = {
  'docker-rootless-loopback': [
    '{url} 在本機的 loopback 上，rootless docker 連不到：它有自己的網路。',
    '請讓 mirror 監聽本機在網路上的位址，並用那個位址設定。',
  ],
  'docker-desktop-loopback': [
    '{url} 在本機的 loopback 上，Docker Desktop 裡面的是另一個。',
    '請把 mirror 寫成 {named}。',
  ],
  'docker-desktop-hub-only': [
    'Docker Desktop 只能用 daemon.json 為 docker.io 設定 mirror；{upstream} 需要 hosts.toml。',
    '請用 Docker Desktop 以外的 Engine 28，或改由 podman 使用 {upstream} 的 mirror。',
  ],
  'docker-desktop-path': ['Docker Desktop 不能用 {url}：帶路徑的 mirror 需要 hosts.toml。', '請用不帶路徑的 mirror。'],
  'docker-desktop-tls': [
    'Docker Desktop 不能用 {url}：自己的憑證機構或不驗證的 TLS 需要 hosts.toml。',
    '請用本機已經信任的憑證。',
  ],
  'docker-desktop-restart': [
    'Docker Desktop 啟動時才讀 {path}；重新啟動會停掉它所有的容器。',
    '重新啟動才會生效：加上 --yes，或執行「docker desktop restart」。',
  ],
  'docker-desktop-not-restarted': ['Docker Desktop 重新啟動後沒有回來：{why}', '請用平常的方式啟動它。'],
  'docker-desktop-sleeps': [
    'Docker Desktop 的虛擬機器沒有在執行；查詢它的 engine 會把它啟動。',
    '這裡說的只根據設定檔。',
  ],
  'docker-elsewhere': [
    'docker 指令會送到 {where}，不在這台機器上：Pullcord 不會動它。',
    '這是 {source} 設定的；「docker context use default」可以改回來。',
  ],
} as const
