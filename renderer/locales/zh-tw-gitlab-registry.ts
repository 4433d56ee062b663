import type { gitlabRegistry as english } from './en-gitlab-registry.ts'

/** GitLab 旁的 registry 這一部分的用語。 */
export const gitlabRegistry: typeof english = {
  title: 'GitLab 旁的 registry',
  intro:
    'GitLab 本身不存放 image：它簽發 token，由旁邊的 registry 憑 token 放行。設定失敗大多是因為三張憑證放錯了位置。',
  picture: {
    title: '三張憑證各放在哪裡',
    description:
      '一共有兩張網站憑證與一組 token 簽章金鑰。1：GitLab 主機的網站憑證連同中繼憑證與私鑰，放在 GitLab 前面的網頁伺服器。' +
      '2：registry 主機的網站憑證，放在 registry 前面的網頁伺服器。3：token 簽章金鑰 registry-auth.key 歸 GitLab，用來簽發 token；' +
      '其憑證 registry-auth.crt 歸 registry，用來驗證 token。引擎透過 1 向 GitLab 要 token，透過 2 把 token 交給 registry，從來不會看到 3。',
    engines: '引擎',
    enginesAre: ['docker、podman、', 'GitLab Runner'],
    gitlabHost: 'gitlab.example.com',
    registryHost: 'registry.example.com',
    webServer: '網頁伺服器',
    gitlab: 'GitLab',
    registry: 'registry',
    webFiles: ['fullchain.pem', 'privkey.pem'],
    keyFile: 'registry-auth.key',
    keyUse: '簽發 token',
    certificateFile: 'registry-auth.crt',
    certificateUse: '驗證 token',
    asks: '要 token',
    shows: '出示 token',
    onePair: '同一組',
  },
  legend: [
    'GitLab 主機的網站憑證，連同中繼憑證，放在 GitLab 前面的網頁伺服器。',
    'registry 主機的網站憑證，連同中繼憑證，放在 registry 前面的網頁伺服器。',
    'token 簽章金鑰組：私鑰給 GitLab，憑證給 registry。引擎不會看到它，所以可以自簽。',
  ],
  gitlabUrl: 'GitLab 的 URL',
  gitlabUrlHint: '平常開啟的網址；若有 relative URL root 請一併寫上。',
  registryUrl: 'registry 的 URL',
  registryUrlHint: '引擎連線用的網址；要有獨立的主機名稱或連接埠。',
  issuer: 'Issuer',
  issuerHint: '兩邊要用同一個名稱。',
  days: '有效天數',
  daysHint: 'token 簽章憑證的有效期。',
  version: 'docker-registry',
  version2: '第 2 版，讀取憑證',
  version3: '第 3 版，另外需要 JWKS',
  key: 'token 簽章金鑰',
  rsa: 'RSA 4096，GitLab 用它簽章',
  ecdsa: 'ECDSA P-256，給其他 token 服務',
  show: '顯示檔案',
  command: '這個命令會在 certs 目錄產生所有檔案與金鑰組：',
  keyNote: '私鑰只由命令產生，不會顯示在這裡。',
  copyFile: (name) => `複製 ${name}`,
}
