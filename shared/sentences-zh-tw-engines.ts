/** What the core says of engines, their state and their proof; a part of `sentences-zh-tw.ts`. */
export const engineSentences = {
  'podman-blocked': ['{upstream} 在 {path} 被管理員封鎖了。', 'Pullcord 不會解除封鎖。請找設定的人談。'],
  'podman-replaces': ['{path} 有自己的 {upstream} 設定，會由我們的取代。', '關閉後就會恢復。'],
  'podman-keeps': ['{path} 裡 {upstream} 的 mirror 會留著，排在我們之後：{mirrors}。', ''],
  'podman-drops': ['Pullcord 開啟期間，不會使用 {path} 裡 {upstream} 的 mirror：{mirrors}。', '關閉後就會恢復。'],
  'podman-outranked': [
    '{path} 在 Pullcord 的 drop-in 之後才讀取，而且有自己的 {upstream} 設定。',
    '請把那個檔案改名，讓它排在 {name} 之前。',
  ],
  'podman-longer': ['{path} 有針對 {prefix} 的設定，這些映像檔不會經過 mirror。', ''],
  'podman-silenced': [
    '因為有 {main}，podman 不會讀取 /etc/containers 的任何 drop-in。',
    '請把裡面的表格移到 /etc/containers/registries.conf，再移除它。',
  ],
  'podman-config-broken': [
    'podman 讀不懂 {path}：{why}。修好之前，所有 registry 的 pull 都會失敗。',
    '請修正該檔第 {line} 行第 {column} 欄。',
  ],
  'podman-environment': [
    '環境變數 {variable} 讓 podman 改讀別的設定，而不是平常的檔案。',
    '請在設定它的地方（shell 的 profile 或 unit）取消，再試一次。',
  ],
  'podman-directory-closed': [
    'podman 不能讀取目錄 {path}。修好之前，所有 registry 的 pull 都會失敗。',
    '請開放讀取：chmod 755 {path}',
  ],
  'podman-directory-link': [
    '{path} 是符號連結；podman 6 之前的版本不會讀取其中任何檔案，也不會提示。',
    '請換成真正的目錄。',
  ],
  'podman-ipv6': ['podman 不能用 IPv6 位址當 mirror。', '請給 mirror 一個主機名稱。'],
  'podman-v1': ['{path} 是舊的 v1 格式，不能和 mirror 並存。', '請先改寫成 [[registry]] 表格。'],
  'podman-readers': ['這也會影響 {readers}：它們讀的是同樣的檔案。', ''],
  'podman-readers-only': ['這裡沒有 podman，但有其他程式讀同樣的檔案。', '請用其中一個拉取映像來確認。'],
  'podman-quadlets': ['這些 systemd 服務下次啟動時會依這些檔案拉取：{names}。', ''],
  'podman-service-stale': [
    'podman 的 API 服務（process {pid}）還在用它啟動時讀到的設定。',
    '重新啟動才會生效：加上 --yes，或執行「systemctl restart podman.service」。',
  ],
  'podman-service-not-restarted': ['podman 的 API 服務重新啟動後沒有回來：{why}', '請用平常的方式啟動它。'],
  'podman-service-ended': [
    '已結束 podman 的 API 服務（process {pid}），它才不會繼續使用舊的設定。',
    '請用平常的方式啟動它；沒有 systemd unit 會把它帶回來。',
  ],
  'podman-unlisted': [
    'podman info 沒有列出 {upstream} 的 {mirror}。',
    '有別的檔案蓋過我們的設定；「podman --log-level=debug info」會列出它讀了哪些檔案。',
  ],
  'podman-says': ['podman：{why}', ''],

  'docker-hub-only': [
    'docker {version} 只能為 docker.io 設定 mirror；{upstream} 需要 Engine 28。',
    '請升級 docker，或改由 podman 使用 {upstream} 的 mirror。',
  ],
  'docker-path': [
    'docker {version} 不能用帶路徑的 mirror。',
    '請用 Engine 28 搭配 containerd image store，或不帶路徑的 mirror。',
  ],
  'docker-path-classic': [
    'docker {version} 用傳統 image store 時，不能經由帶路徑的 mirror 下載。',
    '請啟用 containerd image store，或用不帶路徑的 mirror。',
  ],
  'docker-classic-builds-only': [
    '用傳統 image store 時，只有 build 會用 {upstream} 的 mirror，「docker pull」不會。',
    '啟用 containerd image store，{upstream} 才會全部經過 mirror。',
  ],
  'docker-flag-clash': [
    'dockerd 啟動時帶了 {flag}，因此不接受 {path} 裡的同一項設定。',
    '請先從它的 unit 或 /etc/default/docker 移除這個參數。',
  ],
  'docker-other-config': [
    'dockerd 讀的是 {config}，不是 {path}。',
    '請不要用 --config-file 啟動 dockerd，或自己在那個檔案設定 mirror。',
  ],
  'docker-key-not-list': ['{path}:{line}:{column}：「{key}」不是字串清單。', '請修正後再試一次；dockerd 也不接受。'],
  'docker-empty': ['{path} 是空的，docker {version} 不接受。', '請寫入 {}，或移除它。'],
  'docker-host-named': [
    '{path} 裡已經有你自己寫的 {url}。',
    'Pullcord 會原封不動；要由 Pullcord 安排的話，請拿掉你的表格。',
  ],
  'docker-hosts-form': ['{path}:{line}:{column}：{why}。', '請把 host 寫成 [host."URL"] 表格，再試一次。'],
  'docker-insecure-warning': [
    '{host} 會寫進 insecure-registries：docker 和它連線時不驗證 TLS。',
    '用 docker 能驗證的憑證就可以避免。',
  ],
  'docker-pending-edits': [
    '{path} 在 dockerd 讀取之後又被編輯過；重新載入會連同那些修改一起生效。',
    '請先看過檔案，再用 --yes 同意。',
  ],
  'docker-silent': ['dockerd 正在執行（process {pid}），但 socket 沒有回應：{why}', '請看它的記錄。'],
  'docker-no-socket-permission': ['只有 root 和 docker 群組能查詢 dockerd 的 socket。', '這裡說的只根據設定檔。'],
  'docker-not-running': ['docker 沒有在執行；啟動後就會使用 mirror。', ''],
  'docker-refused-reload': ['dockerd 沒有接受變更：{why}', '請在 dockerd 的記錄裡找它拒絕的那一行。'],
  'docker-not-loaded': ['dockerd 沒有回報正在使用 {mirror}。', '請重新載入：再開啟一次。'],
  'docker-still-loaded': ['設定檔已經沒有 {mirror}，但 dockerd 還在用。', '請再關閉一次，Pullcord 會讓它忘掉。'],
  'docker-reads-each-pull': [
    'docker 每次 pull 才讀 hosts.toml，而且不會回報；只有 pull 能證實。',
    '請驗證：pullcord verify --engine docker --pull IMAGE',
  ],

  'changed-outside': [
    '{path} 被 Pullcord 以外的程式變更了。',
    '重新開啟可再次設定 mirror；關閉則會移除我們剩下的設定。',
  ],
  'mirrors-pending': ['{engine} 還沒有套用清單上的所有 mirror。', '請重新開啟來套用清單。'],
  'still-mirrored': ['{upstream} 依你自己的設定走 mirror，Pullcord 不會動它。', '如果不需要，請自行移除。'],
  'restored-by-hand': ['{path} 被 Pullcord 以外的程式變更過，所以只拿掉我們自己的設定。', ''],
  'journal-lost': ['{path} 原本內容的記錄不見了；和你的 mirror 相同的項目都當成我們寫的。', ''],
  'not-configured': ['設定檔沒有讓 {engine} 使用 mirror。', '請開啟：pullcord on'],

  'not-proven-cached': [
    '已 pull {image}，但 mirror 本來就有它：看不出是走哪條路。',
    '請換一個 mirror 還沒快取的映像檔，或用 --mirror-log FILE 提供它的存取記錄。',
  ],
  'not-proven-upstream': ['已 pull {image}，但沒有經過 mirror。', '請執行「pullcord mirror test」找出原因。'],
  'not-proven-no-catalog': [
    '已 pull {image}，但 mirror 不會透露它提供過什麼。',
    '請用 --mirror-log FILE 提供它的存取記錄。',
  ],
  'pull-failed': ['無法 pull {image}：{why}', '請確認映像檔存在，而且 mirror 連得到上游。'],
  'image-not-mirrored': ['{upstream} 沒有 mirror，pull {image} 證明不了什麼。', '請指定 {upstreams} 的映像檔。'],
} as const
