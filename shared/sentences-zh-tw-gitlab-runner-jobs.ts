/** What is said of the jobs of a gitlab-runner, in Traditional Chinese. */
export const gitlabRunnerJobSentences = {
  'runner-none': ['沒有切換任何東西：{why}', '查看這裡有什麼：pullcord gitlab runner status'],
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
  'runner-network-per-build': [
    '每個 job 有自己的網路（FF_NETWORK_PER_BUILD），{host} 這個名稱在那裡可能沒有意義。',
    '請以位址指名 mirror。',
  ],
  'runner-not-yet': ['{what} 還不知道 mirror。', '請設定它：pullcord gitlab runner on'],
} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
