/** What is said of gitlab-runner and its jobs, in Traditional Chinese. */
export const gitlabRunnerSentences = {
  'runner-aside': [
    '在容器裡執行的 job 透過這台機器的 docker 或 podman 下載，那些由開關管理。',
    '只有 job 自己啟動的 Docker 還需要設定：pullcord gitlab runner status',
  ],
  'runner-unseen': [
    '{path} 只有 root 能讀，所以從這裡看不出它的 runner 需要什麼。',
    '請以 root 查看：sudo pullcord gitlab runner status',
  ],
  'runner-nothing': [
    '沒有任何 runner 會啟動可以在此指定 mirror 的 Docker。',
    '容器裡的 job 依這台機器的 docker 或 podman 而定：pullcord gitlab runner status',
  ],
  'runner-hub-only': [
    'job 裡的 Docker 只能為 docker.io 使用 mirror，不能為 {upstream}。',
    '請在 job 自己的檔案裡，以 mirror 的位址指名 {upstream}。',
  ],
  'runner-path': ['job 裡的 Docker 無法使用 {url}：它不接受路徑。', '請使用沒有路徑的 mirror。'],
  'runner-ca': [
    'job 裡的 Docker 不認得簽署 {url} 憑證的憑證機構。',
    '請使用每個 image 都信任的憑證，或在內部網路使用純 http。',
  ],
  'runner-loopback': [
    '{url} 在這台機器的 loopback 上，而 job 的容器裡有另一個 loopback。',
    '請讓 mirror 監聽這台機器在區域網路上的位址，並以該位址指名。',
  ],
  'runner-elsewhere': [
    'gitlab-runner 讀的是 {config}，而不是 {path}。',
    '請不要用 --config 啟動它，或自行在那個檔案設定 mirror。',
  ],
  'runner-form': [
    '{path}:{line}:{column}: {why}。',
    '請把每個 runner 寫成 [[runners]]，下面接 [runners.docker]，再試一次。',
  ],
  'runner-mount': [
    '這些 runner 會把 {path} 掛載到每個容器：{names}。job 自己的 Docker 若另外帶有 --registry-mirror，會無法啟動。',
    '請把這類 .gitlab-ci.yml 的「services:」裡的 --registry-mirror 拿掉。',
  ],
  'runner-machines': [
    '已存在的機器保留建立時的 Docker；以下 runner 的新機器才會使用 mirror：{names}。',
    '想早點生效，請移除閒置的機器：docker-machine rm',
  ],
  'runner-reloads': [
    'gitlab-runner（行程 {pid}）會在三秒內重新讀取檔案，對之後開始的 job 生效；它不會回報 mirror。',
    '請讓一個 job 執行「docker info」：mirror 會列在「Registry Mirrors」下。',
  ],
  'runner-not-running': ['gitlab-runner 沒有在執行；它啟動後就會使用 mirror。', ''],
} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
