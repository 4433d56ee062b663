/** 詢問、測量與排序 mirror 時說的話。 */
export const speedSentences = {
  'mirror-refused': ['{url} 拒絕連線：連接埠 {port} 上沒有服務。', '請啟動 mirror，或更正連接埠。'],
  'mirror-nobody': [
    '{host} 沒有回應：2 秒內無法連上 {url}。',
    '請檢查位址、防火牆，以及這台機器是否在正確的網路；否則每次 pull 都會白等。',
  ],
  'mirror-no-route': ['從這裡沒有路由可到 {url}。', '請檢查這台機器的網路，或更正位址。'],
  'mirror-name-unknown': ['這裡查不到 {host} 這個名稱。', '請更正名稱，或連上認得它的網路。'],
  'mirror-name-silent': ['2 秒內查不到 {host} 的位址。', '請檢查這台機器的 DNS 伺服器，或直接使用 mirror 的 IP。'],
  'mirror-hangs-up': [
    '{url} 接受連線後沒有回應就斷線。',
    '請查看 mirror 的 log；用一般 http 連到 TLS 連接埠也會這樣。',
  ],
  'mirror-stalls': ['{url} 回應到一半就沒有聲音了；引擎會卡在這種 mirror 上。', '請重新啟動它，或從清單移除。'],
  'mirror-cut-short': ['{url} 的回應中途斷掉。', '請查看 mirror 或它前面代理伺服器的 log。'],
  'mirror-slow': [
    '{url} 最短的回應就要 {ms} 毫秒，而一次 pull 會問它好幾次。',
    '和其他 mirror 比較看看：pullcord mirror speed',
  ],
  'mirror-redirects': ['{url} 把所有人轉到 {where}：中間有登入頁或代理伺服器。', '請先登入網路，或更正網址。'],
  'mirror-wants-https': ['{url} 對一般 http 只會轉址到 https。', '請改寫成 {instead}。'],
  'mirror-speaks-tls': ['{url} 寫的是 http，但那裡講的是 TLS。', '請改寫成 {instead}。'],
  'mirror-speaks-http': [
    '{url} 寫的是 https，但那裡的服務不講 TLS。',
    '它可能是一般 http：這樣的話請寫 http://{host}。',
  ],
  'certificate-expired': [
    '{url} 的憑證已在 {to} 到期（名稱 {names}，由 {issuer} 簽發）。',
    '請在 mirror 上更新憑證。如果那天還沒到，請校正這台機器的時鐘。',
  ],
  'certificate-early': [
    '{url} 的憑證要到 {from} 才生效（名稱 {names}，由 {issuer} 簽發）。',
    '請校正這台機器的時鐘，或在 mirror 上重新簽發憑證。',
  ],
  'certificate-name': [
    '{url} 的憑證是給 {names} 的，不是給 {host}。',
    '請在網址中使用這些名稱之一，或為 {host} 簽發憑證。',
  ],
  'certificate-self-signed': [
    '{url} 的憑證是自簽的（SHA-256 {sha256}）。',
    '請先到 mirror 上核對，再把這張憑證指定為它的憑證機構（--ca）。',
  ],
  'certificate-authority': ['{url} 的憑證由「{issuer}」簽發，這裡沒有人信任它。', '請指定該憑證機構的憑證（--ca）。'],
  'identify-scheme': ['{url} 可以使用。', '請連同 scheme 一起寫。'],
  'identify-harbor': ['Harbor 的 mirror 位於 project 之下。', '請在網址加上 proxy cache project 的名稱：{url}/PROJECT'],
  'identify-gitlab': [
    'GitLab 的 dependency proxy 位於 group 之下，而且要登入才能使用。',
    '請在網址加上 group：{url}/GROUP/dependency_proxy/containers',
  ],
  'identify-artifactory': [
    'Artifactory 的 mirror 位於 repository key 之下，或有自己的主機名稱。',
    '請在網址加上 key：{url}/KEY',
  ],
  'identify-nexus': ['Nexus 的每個 repository 有自己的連接埠或路徑。', '請向管理員詢問 docker proxy 的連接埠或路徑。'],
  'identify-authority': [
    '伺服器一併送來憑證機構「{issuer}」的憑證（SHA-256 {sha256}）。',
    '信任它之前，請先和維護 mirror 的人核對。',
  ],
  'identify-no-upstream': [
    '{url} 不會轉送 docker.io、quay.io、registry.k8s.io 或 ghcr.io 上它自己沒有的映像檔。',
    '它可能只有別人 push 上去的內容、上游是其他 registry，或上游目前連不上。',
  ],
  'mirror-order-unknown': ['{upstream} 沒有 {url} 這個 mirror。', '請看「pullcord mirror list」。'],
  'speed-no-mirror': ['{upstream} 沒有 mirror 可以測量。', '請先新增：pullcord mirror add {upstream}=URL'],
  'speed-no-image': [
    '{upstream} 的 mirror 都沒有可以拿來測量的映像檔。',
    '請指定一個：pullcord mirror speed {upstream} --image NAME',
  ],
  'speed-other-upstream': ['{image} 不是 {upstream} 的映像檔。', '請指定 {upstream} 的映像檔，或不要指定。'],
  'speed-plan': [
    '會經由 {count} 個 mirror 取得 {image}，每個最多 {megabytes} MB，最多 {seconds} 秒。不耗用 pull 額度。',
    '',
  ],
  'speed-plan-costs': [
    '會經由 {count} 個 mirror 取得 {image}，每個最多 {megabytes} MB，最多 {seconds} 秒。最多耗用 {upstream} 的 {pulls} 次 pull 額度。',
    '',
  ],
  'speed-looking': ['向 {upstream} 詢問 {image}', ''],
  'speed-asking': ['測量 {url}', ''],
  'speed-no-upstream': ['無法詢問 {upstream}（{why}）；改為比較各個 mirror。', '目前無法判斷它們是不是最新的。'],
  'speed-no-manifest': [
    '拿不到 {image} 的 manifest，所以沒有下載任何 layer，只測了第一個位元組的時間。',
    '請用 --image 指定其他映像檔。',
  ],
  'speed-unknown-image': ['{upstream} 沒有 {image}。', '請用 --image 指定其他映像檔。'],
  'speed-stale': [
    '{url} 的 {tag} 比較舊：{digest}，{upstream} 已經換成別的了。',
    '它可能連不上 {upstream}，或會把 tag 保留一段時間。經由它 pull 的人拿到的是舊的。',
  ],
  'speed-wrong-tag': [
    '{url} 給的 {tag} 是 {upstream} 不認得的內容：{digest}。',
    '在管理員說明清楚之前，請不要經由它 pull。',
  ],
  'speed-wrong-bytes': [
    '{url} 給的內容和所要求的 digest 不符。',
    '請把它從清單移除：儲存空間壞了，或有人動了手腳。引擎會拒絕這樣的內容。',
  ],
  'speed-differs': [
    '{url} 的 {tag} 和前一個 mirror 不同：{digest}。',
    '要等到能詢問 {upstream} 時，才能判斷哪一個是對的。',
  ],
  'speed-missing': ['{url} 沒有 {image}。', '引擎會改問下一個 mirror 或上游。'],
  'speed-not-asked': ['沒有向 {url} 詢問 tag：這種伺服器可能會多耗用一次 pull 額度。', '它的 layer 還是比對過了。'],
  'speed-broken-off': ['{url} 沒有在 {seconds} 秒的時限內傳完。', ''],
} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
