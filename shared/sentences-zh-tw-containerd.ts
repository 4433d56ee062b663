/** What is said of containerd, MicroK8s and nerdctl, in Traditional Chinese. */
export const containerdSentences = {
  'containerd-import': [
    '{path}:{line}:{column}：匯入了 {pattern}，Pullcord 不會看那裡；它也可能設定 config_path。',
    '請只匯入 /etc/containerd/conf.d 的檔案，或自行設定 config_path。',
  ],
  'containerd-import-replaces': [
    '{path} 有 CRI plugin 的區段；containerd 1.x 會因此略過 config.toml 對它的設定。',
    '請在那裡的 [plugins."io.containerd.grpc.v1.cri".registry] 下設定 config_path = "/etc/containerd/certs.d"。',
  ],
  'containerd-other-directory': [
    '{path}:{line}:{column}：config_path 讓 containerd 讀「{directory}」，而不是 /etc/containerd/certs.d。',
    '請改成 /etc/containerd/certs.d 並把檔案移過去，再試一次。',
  ],
  'containerd-old-mirrors': [
    '{path}:{line}:{column}：舊格式的 mirror；若再加上 config_path，containerd 的 CRI plugin 會無法載入。',
    '請把它們移到 hosts.toml，移除這些表格，再試一次。',
  ],
  'containerd-version': [
    '{path} 沒有寫版本；containerd 2.0 起會略過這種檔案的 config_path。',
    '請用「containerd config migrate」轉換，再試一次。',
  ],
  'containerd-form': [
    '{path}:{line}:{column}：registry 表格的寫法無法安全地編輯。',
    '請自行在那裡設定 config_path = "/etc/containerd/certs.d"，再試一次。',
  ],
  'containerd-other-config': [
    'containerd 讀的是 {config}，而不是 /etc/containerd/config.toml。',
    '請不要用 --config 啟動它，或自行在那個檔案設定 mirror。',
  ],
  'containerd-sets-path': ['{path} 會加上 config_path，containerd 才會讀 hosts.toml。', '關閉時會移除。'],
  'containerd-list': [
    '{path}:{line}:{column}：config_path 寫了好幾個目錄時，containerd 2.1 起會略過它。',
    '請只寫 /etc/containerd/certs.d，再試一次。',
  ],
  'containerd-cri-off': [
    '{path} 關閉了 containerd 的 CRI plugin：只有 nerdctl 和「ctr --hosts-dir」會讀 hosts.toml。',
    '',
  ],
  'containerd-not-read': [
    'containerd 在 {directory} 有 hosts.toml，卻不會讀：沒有 config_path 指向那裡。',
    '再開啟一次：Pullcord 會設定 config_path。',
  ],
  'containerd-restart': [
    'containerd（process {pid}）只在啟動時讀 config_path。',
    '重新啟動才會使用 mirror：加上 --yes，或執行「systemctl restart containerd」。容器會繼續執行。',
  ],
  'containerd-not-restarted': ['containerd 重新啟動後沒有回來：{why}', '請看「journalctl -u containerd」。'],
  'containerd-restart-by-hand': [
    'containerd（process {pid}）不是 systemd 的 unit，Pullcord 不會重新啟動它。',
    '請用平常的方式重新啟動；它只在那時讀 config_path。',
  ],
  'containerd-not-running': ['{engine} 沒有在執行；啟動後就會使用 mirror。', ''],
  'containerd-reads-each-pull': [
    '{engine} 每次 pull 都讀 hosts.toml，但不會回報；只有 pull 能證明。',
    '證明它：pullcord verify --engine {engine} --pull IMAGE',
  ],
  'containerd-server-docker-io': [
    '{path} 的 server 寫的是 https://docker.io：mirror 都沒有回應時，pull 會去那台主機，而那不是 hub。',
    '請寫 server = "https://registry-1.docker.io"，或刪掉這一行。',
  ],
  'containerd-default-shadowed': [
    '對 {upstream}，{path} 取代了 {fallback}，containerd 不會再看後者。',
    '關閉後就會恢復。',
  ],
  'containerd-for-docker': [
    '這裡的 containerd 只供 docker 使用，而 docker 不讀它的檔案。',
    '仍要切換時請指名：--engine containerd',
  ],
  'containerd-cri-unasked': ['這裡沒有 crictl 也沒有 kubelet；nerdctl 會自己讀 hosts.toml，所以 {path} 保持原樣。', ''],
  'containerd-no-client': [
    '找不到 crictl 或 ctr，沒有辦法讓 containerd pull。',
    '請安裝 cri-tools，或手動 pull 並查看 mirror 的存取記錄。',
  ],
  'nerdctl-loopback': [
    'Rootless containerd 有自己的網路：在那裡 {host} 不是這台電腦。',
    '請用這台電腦的位址寫 mirror，例如 http://192.168.1.2:6000。',
  ],
  'microk8s-restart': [
    'MicroK8s 每次 pull 都讀 hosts.toml；但它的文件仍要求重新啟動。',
    '如果 pull 沒有使用 mirror：snap restart microk8s',
  ],
} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
