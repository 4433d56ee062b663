import type { Sentences } from './notice.ts'
import { doctorSentences } from './sentences-zh-tw-doctor.ts'
import { elevationSentences } from './sentences-zh-tw-elevation.ts'
import { engineSentences } from './sentences-zh-tw-engines.ts'
import { helperSentences } from './sentences-zh-tw-helper.ts'
import { containerdSentences } from './sentences-zh-tw-containerd.ts'
import { rancherSentences } from './sentences-zh-tw-rancher.ts'
import { buildkitSentences } from './sentences-zh-tw-buildkit.ts'
import { layoutsSentences } from './sentences-zh-tw-layouts.ts'
import { guestsSentences } from './sentences-zh-tw-guests.ts'
import { pullSentences } from './sentences-zh-tw-pulls.ts'
import { pullEngineSentences } from './sentences-zh-tw-pulls-engines.ts'
import { quotaSentences } from './sentences-zh-tw-pulls-quota.ts'
import { catalogSentences } from './sentences-zh-tw-pulls-catalog.ts'
import { foundSentences } from './sentences-zh-tw-found.ts'
import { historySentences } from './sentences-zh-tw-history.ts'
import { hostingSentences } from './sentences-zh-tw-hosting.ts'
import { speedSentences } from './sentences-zh-tw-mirrors-speed.ts'
import { profileSentences } from './sentences-zh-tw-profiles.ts'
import { strictSentences } from './sentences-zh-tw-strict.ts'
import { policySentences } from './sentences-zh-tw-policy.ts'
import { setupSentences } from './sentences-zh-tw-setup.ts'
import { gitlabAuthSentences } from './sentences-zh-tw-gitlab-auth.ts'
import { gitlabRunnerSentences } from './sentences-zh-tw-gitlab-runner.ts'
import { gitlabRunnerJobSentences } from './sentences-zh-tw-gitlab-runner-jobs.ts'
import { gitlabKitSentences } from './sentences-zh-tw-gitlab-kit.ts'
import { gitlabCheckSentences } from './sentences-zh-tw-gitlab-check.ts'
import { taskSentences } from './sentences-zh-tw-tasks.ts'

/** What the core says, in Traditional Chinese as engineers in Taiwan write it. */
export const sentences: Sentences = {
  ...engineSentences,
  ...elevationSentences,
  ...helperSentences,
  ...historySentences,
  ...doctorSentences,
  ...containerdSentences,
  ...rancherSentences,
  ...buildkitSentences,
  ...layoutsSentences,
  ...guestsSentences,
  ...foundSentences,
  ...pullSentences,
  ...pullEngineSentences,
  ...catalogSentences,
  ...quotaSentences,
  ...hostingSentences,
  ...speedSentences,
  ...profileSentences,
  ...strictSentences,
  ...policySentences,
  ...setupSentences,
  ...gitlabAuthSentences,
  ...gitlabRunnerSentences,
  ...gitlabRunnerJobSentences,
  ...gitlabKitSentences,
  ...gitlabCheckSentences,
  ...taskSentences,
  'url-empty': ['還沒有填 mirror 的網址。', '例如 http://192.168.11.2:6000。'],
  'url-too-long': ['網址超過 {limit} 個字元。', '請檢查貼上的內容。'],
  'url-scheme-missing': [
    '「{url}」沒有寫 http:// 或 https://。',
    '未加密的 mirror 前面加 http://，有 TLS 的加 https://。',
  ],
  'url-scheme-unknown': ['mirror 不能用 {scheme}:// 連線。', '請用 http:// 或 https://。'],
  'url-credentials': [
    '網址裡有使用者名稱或密碼。',
    '請拿掉：引擎會因此失敗，而且會寫進人人可讀的檔案。請改用「podman login」或「docker login」登入。',
  ],
  'url-query': ['網址裡有「?」或「#」，沒有引擎接受。', '請拿掉這一段。'],
  'url-space': ['網址裡有空白或控制字元。', '請移除。'],
  'url-host': ['「{host}」不是引擎能接受的主機名稱或位址。', '請用字母、數字、點和連字號，或 IP 位址；不能有底線。'],
  'url-port': ['「{port}」不是連接埠。', '請用 1 到 65535 的數字。'],
  'url-path': ['「{path}」不能當作 registry 的路徑。', '斜線之間請用小寫字母、數字和 . _ -，或不要寫路徑。'],
  'url-path-v2': ['路徑「{path}」是 registry API 本身，引擎會自己加上。', '請拿掉 /v2。'],
  'upstream-unknown': [
    '「{upstream}」不是 registry 的名稱。',
    '請用 docker.io、quay.io、ghcr.io 或 registry.corp:5000 這樣的名稱。',
  ],
  'mirror-is-upstream': ['{upstream} 不能當自己的 mirror。', '請填你的 pull-through cache 網址。'],
  'mirror-twice': ['{url} 已經是 {upstream} 的 mirror 了。', '請編輯或移除原本那一個。'],
  'mirror-missing': ['沒有這個 mirror：{mirror}。', '請看「pullcord mirror list」。'],
  'tls-option-on-http': ['{url} 是明文 http，沒有憑證可以略過或信任。', '請改用 https://，或拿掉 --insecure 和 --ca。'],
  'insecure-with-ca': ['「不驗證」和指定憑證機構不能同時使用。', '請擇一；指定憑證機構比較安全。'],
  'ca-bad': ['憑證機構的內容不是單純的 PEM 憑證。', '請提供簽發 mirror 憑證的憑證機構的憑證，不要包含私鑰。'],
  'reference-bad': ['「{image}」不是映像檔名稱。', '請照 pull 時的寫法：alpine、team/app:1、quay.io/org/app。'],
  'no-mirrors': [
    '還沒有設定任何 mirror。',
    '請執行 pullcord setup，或指定一個：pullcord on --mirror docker.io=http://HOST:PORT',
  ],
  'engine-unknown': ['沒有名為「{engine}」的引擎。', '可用的有：{engines}。'],
  'engine-absent': ['這台電腦上找不到 {engine}。', '請安裝它，或不要選它。'],
  'no-engine': ['找不到任何容器引擎。', '請安裝 podman 或 docker，再試一次。'],
  'scope-impossible': ['{engine} 在這裡沒有 {scope} 範圍。', '請看「pullcord status」。'],
  'root-missing': ['{path} 不是目錄。', '請指定代表目標機器根目錄 / 的目錄。'],
  usage: ['{why}', '請看「pullcord {help}」。'],

  'mirror-silent': ['{url} 接受連線卻一直沒有回應；引擎會卡在這種 mirror 上。', '請重新啟動它，或從清單移除。'],
  'mirror-portal': ['{url} 回的是網頁而不是 registry：中間有登入頁或代理伺服器。', '請先登入網路，或更正網址。'],
  'mirror-gone': ['連不上 {url}（{why}）。', '請檢查位址、連接埠和網路。'],
  'mirror-untrusted': ['{url} 的憑證不受信任（{why}）。', '請提供簽發它的憑證機構，或選擇不驗證。'],
  'mirror-not-a-registry': [
    '{url} 有回應，但不是 registry（{why}）。',
    '請更正網址：就是「docker pull」會用的位址，不含 /v2。',
  ],
  'mirror-needs-login': ['{url} 要求登入；引擎沒有帳號時會改連上游。', '請用「podman login {host}」登入。'],

  'unparseable-file': ['{path}:{line}:{column}：{why}。', 'Pullcord 不碰看不懂的檔案。請修正後再試一次。'],
  'file-not-text': ['{path}:{line}:{column}：不是 UTF-8 文字。', 'Pullcord 只編輯純 UTF-8。請轉換編碼後再試一次。'],
  'file-bom': ['{path}:1:1：開頭有 BOM，有些引擎不接受。', '請存成不含 BOM 的 UTF-8，再試一次。'],
  'file-nul': ['{path}:{line}:{column}：含有 NUL 位元組。', '檔案已損毀。請還原後再試一次。'],
  'file-foreign': ['{path} 已經存在，而且不是 Pullcord 寫的。', '請移走或改名。'],
  'file-hard-link': ['{path} 有 {count} 個名稱（hard link），取代它會讓它們分家。', '請讓它成為獨立的檔案，再試一次。'],
  'file-not-regular': ['{path} 不是一般檔案。', '請換成一般檔案。'],
  'file-too-large': ['{path} 超過 {limit}。', '沒有引擎需要這麼大的檔案，請檢查。'],
  'file-loop': ['{path} 是指不到任何地方的 symbolic link。', '請移除或修好這個連結。'],
  'file-unreadable': ['無法讀取 {path}：{why}。', '請檢查路徑。'],
  'file-rescued': ['取代檔案時有人剛好存檔；對方的內容保留在 {path}。', '請合併需要的部分，再刪除它。'],
  'file-managed': ['{path} 指向 {real}，那是由其他工具管理的。', '請在那個工具裡設定 mirror。'],
  'file-exposed': [
    '{path}：其他使用者可以變更它所在的目錄 {directory}。',
    '請先修正擁有者和權限；以 root 執行時，Pullcord 只寫別人動不了的地方。',
  ],
  'file-drifted': ['{path} 在我們讀取期間變了。', '沒有寫入任何東西。請重新查看計畫。'],
  'file-forbidden': ['{path}：沒有權限。', '請以該檔案的擁有者執行 Pullcord（系統範圍需要 root）。'],
  'file-immutable': ['{path} 連 root 也不能變更（immutable 屬性或安全模組）。', '請看「lsattr」和安全模組的記錄。'],
  'file-mounted': ['{path} 是掛載點，無法取代。', '請變更掛載在那裡的檔案。'],
  'file-kept-away': ['{path} 在我們寫入時被別人變更了；對方的內容已放回原位。', '沒有遺失任何東西。請重新查看計畫。'],
  'disk-read-only': ['{path} 在唯讀的檔案系統上。', '沒有變更任何東西。請改成可寫入，再試一次。'],
  'disk-full': ['空間不足，無法寫入 {path}。', '沒有變更任何東西。請清出空間，再試一次。'],
  'disk-error': ['{path}：{why}。', '磁碟回報錯誤，請看「dmesg」。'],
  'plan-stale': ['檔案已經和擬定計畫時不同。', '沒有變更任何東西。請查看新的計畫。'],
  busy: ['另一個 Pullcord 正在變更檔案。', '請等它結束，再試一次。'],
  'settings-unreadable': ['{path} 不是 Pullcord 的設定檔：{why}。', '請修正或移走它。沒有變更任何東西。'],
  'needs-root': ['{engine} 是系統層級的設定，需要 root。', '請以 root 執行：{command}'],
  'undo-stuck': ['{why} 而且 {path} 無法還原。', '排除原因後再關閉一次：檔案原來的內容還記著。'],
  'engine-gone': ['這台機器上已經沒有 {engine}，但它的檔案還指向 mirror。', '關閉即可清除。'],
  'not-provable': ['Pullcord 無法叫 {engine} 拉取映像來證明。', '請手動拉取，再看 mirror 的存取記錄。'],
  'not-verified': ['變更之後 {engine} 並沒有使用 mirror：{why}', '它的檔案已恢復原狀。'],

  'login-refused': ['這個網址已經用過，或已經過期。', '請在執行「pullcord serve」的終端機按 Enter 取得新的網址。'],
  'port-taken': ['連接埠 {port} 已被其他程式占用。', '請用 --port 換一個，或不要指定。'],
  'call-unknown': ['沒有「{name}」這個呼叫。', '請重新載入頁面，它可能比程式舊。'],
  'call-malformed': ['「{name}」的輸入格式不對：{why}', '請重新載入頁面，它可能比程式舊。'],
  'command-missing': ['找不到程式 {command}。', '請安裝後再試一次。'],
  'command-timeout': ['{command} 在 {seconds} 秒內沒有結束。', '請看它在等什麼。'],
  unexpected: ['發生了我們沒料到的狀況：{why}', '請附上「pullcord status --json」的輸出回報。'],
}
