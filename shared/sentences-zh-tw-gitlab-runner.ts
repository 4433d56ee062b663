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
  'runner-in-container': [
    '有一個 gitlab-runner 在容器裡執行（行程 {pid}），讀的是掛載在那裡的 config.toml。',
    '請把「pullcord gitlab runner status」的內容放進那個檔案。',
  ],
  'runner-host': ['job 與 service 的 image 由這台機器的 {engine} 下載。', '請開啟它：pullcord gitlab runner on'],
  'runner-host-covered': ['job 與 service 的 image 由這台機器的 {engine} 下載，它使用 mirror。', ''],
  'runner-remote': ['它的容器在 {host} 上執行，由那裡的 docker 決定。', '請在那裡設定 mirror。'],
  'runner-dind-command': ['{service} 為每個 job 啟動的 Docker，會在命令列得到 mirror。', ''],
  'runner-dind-hides': [
    '與 config.toml 的 {service} 並存時，job 的「docker」service 會被略過；使用其他 alias 的則不知道 mirror。',
    '請在 job 的檔案裡給它 --registry-mirror。',
  ],
  'runner-dind-mount': ['job 啟動的 Docker 會在它的 /etc/docker/daemon.json 找到 mirror。', ''],
  'runner-dind-own': [
    '{name} 自己在 {target} 掛載了檔案；Pullcord 不會動它。',
    '請在裡面加上 "registry-mirrors": ["{url}"]。',
  ],
  'runner-dind-command-own': [
    '{service} 以自己的命令啟動；Pullcord 不會加上任何東西。',
    '請給它的 dockerd 加上 --registry-mirror {url}。',
  ],
  'runner-dind-unreached': [
    'job 在另一台機器上啟動的 Docker 不知道任何 mirror。',
    '請在 job 的檔案裡給它：command: ["--registry-mirror", "{url}"]',
  ],
  'runner-unprivileged': ['沒有「privileged」，job 無法啟動自己的 Docker。', ''],
  'runner-socket': ['job 透過 socket 使用這台機器的 docker，也就使用它的 mirror。', ''],
  'runner-builder': [
    '在自己的 BuildKit 容器裡建置的 job（docker buildx create）不依任何 dockerd。',
    '請在 job 裡給那個 builder 一份 buildkitd.toml：--buildkitd-config',
  ],
  'runner-machine': ['機器以 engine-registry-mirror 建立。', ''],
  'runner-autoscaler': [
    'job 在 plugin 建立的 instance 上執行；它們的 docker 由 instance 的 image 決定。',
    '請把 mirror 放進該 image 的 /etc/docker/daemon.json。',
  ],
  'runner-kubernetes': [
    'job 在叢集裡執行，由 node 下載；這台機器無法決定。',
    '請在 node 上設定 mirror；job 裡的 Docker 需要下方的 ConfigMap。',
  ],
  'runner-shell': ['job 是這台機器上的命令，以其使用者身分使用這裡的引擎。', '請開啟那些引擎：pullcord on'],
  'runner-other': ['executor {executor} 在 Pullcord 看不到的地方執行 job。', '請在那裡設定 mirror。'],
  'runner-helper-image': ['它的 helper image 來自 registry.gitlab.com，docker.io 的 mirror 不涵蓋。', ''],
  'runner-helper-hub': ['它的 helper image 是 {image}，來自 docker.io。', ''],
  'runner-pull-policy': ['pull_policy 為「{policy}」時，這台機器上已有的 image 不會再詢問。', ''],
  'runner-proxy': [
    '它的 environment 設定了 {variable}：job 的 Docker 可能會經由該 proxy 連到 mirror。',
    '請把 mirror 的主機加進 NO_PROXY。',
  ],
  'runner-docker-opts': [
    '它的 environment 設定了 DOCKER_OPTS，但 docker:dind image 不讀它。',
    '請把它拿掉，或給 service 一個 command。',
  ],
  'runner-network-per-build': ['每個 job 有自己的網路（FF_NETWORK_PER_BUILD），mirror 必須能從那裡以位址連到。', ''],
} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
