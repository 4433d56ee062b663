/** GitLab job 用的登入：試了什麼、結果如何、GitLab 會怎麼處理這個值，以正體中文表達。 */
export const gitlabAuthSentences = {
  'auth-login-missing': [
    '檔案裡沒有 {registry} 的登入。',
    '請用「docker login {registry}」或「podman login {registry}」登入，或用 --user 提供。',
  ],
  'auth-login-unread': [
    '讀得到的檔案裡沒有 {registry} 的登入。有一個讀不了：{why}',
    '請修正那個檔案，或用 --user 提供登入。',
  ],
  'auth-helper-failed': [
    '憑證輔助程式 docker-credential-{helper} 沒有回答：{why}。它印出的內容可能含有密碼，所以不顯示。',
    '請手動執行：docker-credential-{helper} list',
  ],
  'auth-helper-elsewhere': [
    '{registry} 的登入由 docker-credential-{helper} 保管；處理其他根目錄的檔案時不能執行它。',
    '請在那台機器上執行，或用 --user 提供登入。',
  ],
  'auth-pass-only': [
    '檔案裡 {registry} 的是 registry token：幾分鐘就失效的通行證，不是登入。',
    '請在 registry 建立 access token，再用它登入。',
  ],
  'auth-user-colon': ['使用者名稱不能有冒號：所有程式都把它當成名稱的結尾。', '請檢查輸入的內容。'],
  'auth-registry-twice': ['{registry} 寫了兩次。', '每個 registry 只寫一次；Docker Hub 的各種名稱都算同一個。'],
  'auth-logging-in': ['正在登入 {registry}。', ''],
  'auth-login-proven': ['{registry} 接受了 {user} 的登入。', ''],
  'auth-login-skipped': ['沒有試過 {registry} 的登入。', '拿掉 --no-login 就會試。'],
  'auth-login-unasked': ['{registry} 不問就放行，所以看不出登入對不對。', ''],
  'auth-login-refused': [
    '{host} 拒絕了 {user} 對 {registry} 的登入：使用者、密碼或 token 不對，或已經失效。',
    '請重新登入，再產生一次。',
  ],
  'auth-login-forbidden': [
    '{host} 認得 {user}，但不允許存取 {registry}。',
    '請申請 pull 的權限，或改用有權限的 token。',
  ],
  'auth-host-unknown': ['沒有 {host} 這台主機。', '請檢查名稱與網路的 DNS。'],
  'auth-unreachable': ['連不上 {host}（{why}）。', '請檢查名稱、連接埠與網路。'],
  'auth-untrusted': ['{host} 的憑證不受信任（{why}）。登入沒有送出。', '請指定簽發它的憑證授權單位：--ca FILE。'],
  'auth-no-tls': ['{host} 不講 TLS。登入沒有送出。', '沒有 TLS 的登入，路上任何人都讀得到；--plain-http 仍會送出。'],
  'auth-not-a-registry': ['{host} 的回答不像 registry（狀態 {status}）。登入沒有送出。', '請檢查名稱與連接埠。'],
  'auth-redirected': ['{host} 要我們轉到 {to}。登入絕不會跟著過去。', '請直接指定會自己回答的 registry 或 GitLab。'],
  'auth-realm-elsewhere': [
    '{host} 由 {realm} 檢查登入，而它在另一個網域。登入沒有送出。',
    '如果確定 {realm} 屬於這個 registry，請允許它：--allow-realm {realm}',
  ],
  'auth-realm-plain': [
    '{host} 由 {realm} 以純 http 檢查登入。登入沒有送出。',
    '請讓 registry 以 https 指定它的 token 服務。',
  ],
  'auth-realm-odd': ['{host} 沒有指出可用的登入檢查位址。', '請更正 registry 設定裡的「realm」。'],
  'auth-no-token': ['{host} 接受了登入，卻沒有給 token。', '請檢查 token 服務。'],
  'auth-token-refused': [
    '{host} 接受了登入，但 {registry} 拒絕它給的 token。',
    'registry 與 token 服務對不起來：請檢查兩邊的 issuer、service 與憑證。',
  ],
  'auth-too-many': ['{host} 收到太多來自這裡的請求，暫時拒絕。', '請等幾分鐘再試。'],
  'auth-odd-status': ['{host} 回了狀態 {status}。', '請稍後再試，或看它的記錄檔。'],
  'auth-token-as-password': [
    '{registry} 接受了 identity token，也能把它當密碼用。值裡就這樣寫，任何一種 runner 都能用。',
    '這種 token 會失效；請在那之前重新產生，或改用 registry 的 access token。',
  ],
  'auth-token-kept': [
    '{registry} 接受了 identity token，但不能當密碼用。用 docker 的 runner 能用，Kubernetes executor 不能。',
    '要讓每種 runner 都能用，請以 registry 的 access token 登入。',
  ],
  'auth-token-unwanted': [
    '檔案裡 {registry} 的是 identity token，而它的 registry 不交換 token；GitLab 的 runner 需要使用者與密碼。',
    '請在 registry 建立 access token，再用它登入。',
  ],
  'auth-rule-masked': ['可以在 job 記錄裡遮蔽。', ''],
  'auth-rule-masked-raw': [
    '設為 raw 就能在 job 記錄裡遮蔽：一行、沒有空白、至少 8 個字元，並關閉「Expand variable reference」。',
    '開著展開時，GitLab 不遮蔽含有大括號或引號的值。',
  ],
  'auth-rule-masked-whole': ['只有整個值會被遮蔽：job 若只印出一部分，或換個方式印，就會露出來。', ''],
  'auth-rule-hidden': ['可以設為「masked and hidden」（GitLab 17.4 以後），但只能在建立變數時設定。', ''],
  'auth-rule-protected': ['設為 protected 時，只有受保護的 branch 與 tag 上的 job 拿得到；其他的會不登入就 pull。', ''],
  'auth-rule-environment': ['environment scope 不是 * 時，只有那個 environment 的 job 拿得到。', ''],
  'auth-rule-instance-size': [
    '它有 {length} 個字元；整個 instance 的變數上限是 {limit}，project 或 group 的沒有上限。',
    '',
  ],
  'auth-rule-linux-size': ['放得進 Linux 行程的環境變數，上限是 {limit} 位元組。', ''],
  'auth-rule-first': [
    'runner 先看這裡，再看它自己使用者的 ~/.docker/config.json，最後才是 job 自己的登入；它不會執行這台機器的輔助程式。',
    '',
  ],
  'auth-value-gone': ['這個值已經不再保留。', '請重新產生。'],
  'auth-ask-page': [
    'Pullcord 的頁面要取得 {registries} 已存的登入，由頁面自己放上剪貼簿。',
    '只有剛才在頁面上這樣要求時，才回答要。',
  ],
  'auth-ask-gitlab': [
    'Pullcord 的頁面要把 {registries} 已存的登入送到 {host}，設在 {where}。',
    '只有剛才這樣要求、而且這是你們的 GitLab 時，才回答要。',
  ],
  'auth-not-allowed': [
    '{registries} 的登入沒有交出：Pullcord 在頁面之外問的問題沒有得到同意。',
    '請再試一次，並在那裡回答：Pullcord 自己的對話框，或「pullcord serve」的終端機。',
  ],
  'auth-nobody-asked': [
    '{registries} 的登入沒有交出：頁面要得到同意才能取得，而 Pullcord 沒有終端機可以詢問。',
    '請在終端機執行：pullcord gitlab auth-config --registry {registry}',
  ],
  'auth-asking': [
    '{registries} 的登入沒有交出：頁面之外還有一個問題等待回答。',
    '請先回答它：Pullcord 自己的對話框，或「pullcord serve」的終端機。',
  ],
  'auth-copy-none': ['這裡沒有辦法寫入剪貼簿。', '請安裝 wl-clipboard（Wayland）或 xclip（X11），或用 --out FILE。'],
  'auth-out-failed': ['無法寫入 {path}：{why}。', '請指定還不存在的檔案。'],
  'auth-gitlab-plain': ['{host} 的 GitLab 是用純 http 指定的。token 沒有送出。', '請用 https://。'],
  'auth-gitlab-token': ['{host} 拒絕了 access token。', '請用尚未失效、scope 含「api」的 token。'],
  'auth-gitlab-forbidden': [
    '{host} 不讓這個 token 更改 {where} 的變數。',
    'project 需要 Maintainer，group 需要 Owner，instance 需要管理員。',
  ],
  'auth-gitlab-missing': [
    '在 {host}，這個 token 看不到 {where}。',
    '請檢查路徑；group 寫成 group:PATH，project 寫成 project:PATH。',
  ],
  'auth-gitlab-invalid': [
    '{host} 不接受這個變數：{why}。',
    '如果問題在值，表示 GitLab 還不會遮蔽 raw 變數：請用 --visibility visible，或更新 GitLab。',
  ],
  'auth-gitlab-not-hidden': [
    '{name} 已經存在，而 GitLab 不能事後把變數設為 hidden。什麼都沒有改。',
    '請先在 GitLab 刪除它，或用 --visibility masked。',
  ],
} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
