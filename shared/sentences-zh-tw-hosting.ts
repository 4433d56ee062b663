/** What is said of mirrors that run on this machine, in Traditional Chinese. */
export const hostingSentences = {
  'host-other-root': ['對另一個根目錄的檔案不會執行任何程式，也就沒有 mirror。', '請拿掉 --root。'],
  'host-no-way': [
    '這裡沒有能執行 mirror 的程式：沒有 podman，沒有執行中的 docker，也沒有 registry。',
    '請安裝 podman，或發行版的 docker-registry 套件。',
  ],
  'host-docker-off': ['docker 已安裝，但 daemon 沒有在執行。', '啟動它：sudo systemctl start docker'],
  'host-docker-unreachable': ['docker 沒有回應：{why}', '請加入它的群組，或改用其他方式。'],
  'host-docker-elsewhere': ['docker 指令連到另一台機器 {name}。', '請選用這台機器的：docker context use default'],
  'host-binary-missing': [
    '沒有安裝 distribution 的 registry 程式。',
    '請安裝（例如 Debian 的 docker-registry），或改用 podman、docker。',
  ],
  'host-pulling': ['正在取得 {image}', ''],
  'host-starting': ['正在連接埠 {port} 啟動 {upstream} 的 mirror', ''],
  'host-pruning': ['正在找出不再被任何 image 使用的資料', ''],
  'host-no-image': ['無法取得 registry 的 image：{why}', '請指定其他來源：--image REF'],
  'host-image-unfit': [
    '{image} 不是 distribution 的 registry image，或無法在這裡執行：{why}',
    '請指定另一個：--image REF',
  ],
  'host-not-made': ['{engine} 沒有接受這個 mirror：{why}', '目前沒有任何東西在執行。請改用其他方式：--way'],
  'host-not-ours': [
    'docker 已有名為 {name} 的 container，但它不屬於這個 mirror：可能是其他使用者的，或是手動建立的。',
    '它沒有被更動。請改用其他方式執行 mirror：--way',
  ],
  'host-login-anew': [
    '{image} 會拿到 {username} 的登入資訊，而那是給另一個 image 的。',
    '請一併重新提供登入資訊：--username {username} --password-stdin',
  ],
  'host-port-taken-by': ['連接埠 {port} 已被 {who} 占用。', '連接埠 {free} 可用：--port {free}'],
  'host-port-taken': ['連接埠 {port} 已被其他程式占用。', '連接埠 {free} 可用：--port {free}'],
  'host-no-port': ['{first} 到 {last} 之間沒有可用的連接埠。', '請用 --port 指定一個。'],
  'host-port-lost': [
    '連接埠 {port} 已被其他程式拿走。',
    '請結束該程式，或讓 mirror 換個連接埠：pullcord host start {upstream} --port PORT',
  ],
  'host-share-plain': [
    '沒有 TLS 時，能接觸到網路路徑的任何人都能讀取並竄改別人從這裡 pull 的內容。',
    '請提供憑證（--share-cert、--share-key），或以 --yes 表示接受。',
  ],
  'host-share-login': [
    '帶有登入帳號的 mirror 不會分享給其他機器：它會把私有 image 交給任何來要的人。',
    '請不要使用登入，或只給這台機器用（--no-share）。',
  ],
  'host-certificate-bad': ['這張憑證無法使用：{why}', '請提供含主機名稱的憑證，以及它自己的金鑰（PEM）。'],
  'host-unknown': ['這裡沒有名為「{id}」的 mirror。', '查看現有的：pullcord host status'],
  'host-other-upstream': ['mirror「{id}」是 {upstream} 的。', '請先移除它：pullcord host remove {id}'],
  'host-busy': ['{upstream} 的 mirror 正在變更中。', '請等它結束。'],
  'host-waiting-until': [
    '連不到 {upstream}（{why}）。已試 {tries} 次，下次在 {at}。',
    '上游有回應後它會自己起來。請檢查網路、proxy 或名稱。',
  ],
  'host-waiting': [
    '連不到 {upstream}（{why}）。已試 {tries} 次，最多每 {seconds} 秒再試一次。',
    '上游有回應後它會自己起來。請檢查網路、proxy 或名稱。',
  ],
  'host-ends': ['registry 一啟動就結束：{why}', '查看更多：pullcord host logs {upstream}'],
  'host-gone': [
    '它已經沒有在執行：機器重新開機過，或被其他程式結束。保存的資料都還在。',
    '啟動它：pullcord host start {upstream}',
  ],
  'host-still-asked': [
    '{engines} 仍在使用它，會去問 {url}：這台機器上任何占用該連接埠的程式都會代它回應。',
    '請關閉，或再次啟動它：pullcord host start {upstream}',
  ],
  'host-unkept': ['它在執行，但負責重新啟動它的程序已結束。', '重新啟動該程序：pullcord host start {upstream}'],
  'host-disk-full': ['{path} 沒有剩餘空間。', '請騰出空間，或清空它：pullcord host prune {upstream} --all'],
  'host-disk-none': [
    '已沒有空間：它會轉送 pull 的內容，但不再保存新的東西。',
    '請騰出空間，或讓它捨棄資料：pullcord host prune',
  ],
  'host-disk-low': ['只剩 {free} 可用。', '請騰出空間，或讓它捨棄資料：pullcord host prune'],
  'host-upgrade-undone': ['新的 image 沒有回應，已改回執行舊的：{why}', '查看它說了什麼：pullcord host logs'],
  'host-hours-fixed': [
    'distribution {version} 固定保存取得的內容 7 天，無法更改。',
    '請拿掉 --hours，或執行 distribution 3：--image',
  ],
  'host-left': ['{upstream} 的 mirror 還在這裡執行。', '移除它：pullcord host remove {upstream} --data'],
  'host-not-written': ['沒有寫入 {path}：{why}', '請用 --out 指定其他資料夾，或移走該檔案。'],
  'host-after-boot': ['機器開機時它會自己回來。', ''],
  'host-after-login': ['你登入時它會自己回來。', '若要隨開機啟動：loginctl enable-linger'],
  'host-after-docker': ['docker 啟動時會把它帶回來。', ''],
  'host-after-nothing': ['這裡沒有 systemd 能在重新開機後把它帶回來。', '屆時請執行：pullcord host start'],
} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
