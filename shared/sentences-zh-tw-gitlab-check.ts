/** 檢查 GitLab 的 registry 時所說的話；`sentences-zh-tw.ts` 的一部分。 */
export const gitlabCheckSentences = {
  'check-nothing': [
    '這 {count} 個檔案都沒有提到 GitLab 或它的 registry。',
    '請指定 compose 檔、.env、config.yml 或 gitlab.rb、網頁伺服器的虛擬主機，以及金鑰和憑證；或是 registry 的 URL。',
  ],
  'check-url': [
    '「{url}」不是網頁伺服器的 URL。',
    '請寫成 https://registry.example.com 的樣子，有連接埠就加上，不要包含登入資訊。',
  ],
  'check-stopped-late': ['{url} 沒有在 {seconds} 秒內回答所有問題。', '請看它在等什麼，再檢查一次。'],
  'check-symptom-page': ['GitLab 的 registry 頁面出現 internal server error。', ''],
  'check-symptom-login': ['「docker login」被拒絕或失敗。', ''],
  'check-symptom-push': ['「docker push」中途失敗。', ''],
  'check-variable-unset': [
    '這些檔案都沒有設定「{variable}」；除非 shell 有設，compose 會代入空字串。',
    '請在 compose 檔旁的 .env 設定 {variable}。',
  ],
  'check-pair': ['GitLab 的金鑰 {key} 與 registry 的 bundle {bundle} 是一對（{keyId}）。', ''],
  'check-not-pair': [
    'GitLab 用 {key}（{keyId}）簽署，但 registry 的 bundle {bundle} 裡沒有它的憑證（裡面是 {bundleId}）。',
    '請讓 {bundleVariable} 指向為 {keyVariable} 那把金鑰簽發的憑證，再重新啟動 registry。',
  ],
  'check-bundle-is-web': [
    'Registry 的 bundle {bundle} 是網頁伺服器的憑證，但 GitLab 用的是另一把金鑰 {key}。',
    '請讓 {bundleVariable} 指向 {keyVariable} 那把金鑰的憑證；網頁憑證只屬於網頁伺服器。',
  ],
  'check-key-is-web': [
    'GitLab 用網頁伺服器的金鑰 {key} 簽署，但 registry 的 bundle {bundle} 屬於另一把。',
    '請讓 {keyVariable} 指向與 {bundle} 成對的私鑰；網頁伺服器的金鑰只屬於網頁伺服器。',
  ],
  'check-one-key': [
    '網頁伺服器和 token 共用一把金鑰（{keyId}）：等網頁憑證換新金鑰時就會失效。',
    '請在 {keyVariable} 和 {bundleVariable} 給 token 專用的一對。',
  ],
  'check-bundle-empty': [
    '{path} 裡沒有憑證；registry 用這樣的 bundle 無法啟動。',
    '請讓 {variable} 指向憑證檔（PEM）；單獨的公鑰不算。',
  ],
  'check-bundle-key': ['{path} 裡有私鑰，registry 並不需要。', '{variable} 指向的檔案只留憑證。'],
  'check-key-encrypted': [
    '金鑰 {path} 有加密，GitLab 沒有它的密碼。',
    '請讓 {variable} 指向沒有密碼的金鑰：openssl rsa -in {path} -out KEY',
  ],
  'check-key-unreadable': [
    '{path} 裡沒有讀得出來的私鑰。',
    '請讓 {variable} 指向私鑰（PEM，PKCS#1 或 PKCS#8），而不是憑證。',
  ],
  'check-key-not-rsa': [
    '金鑰 {path} 是 {type}；GitLab 只用 RSA 簽署。',
    '請讓 {variable} 指向 RSA 金鑰，並讓 registry 指向它的憑證。',
  ],
  'check-key-open': [
    '機器上所有使用者都能讀取金鑰 {path}（權限 {mode}）：拿到它就能打開整個 registry。',
    '請收回權限：chmod o-rwx {path}',
  ],
  'check-key-unset': [
    '沒有設定 {variable}，所以 GitLab 會在容器裡的 {path} 找金鑰，而那裡沒有。',
    '請把 {variable} 設為簽署金鑰在容器裡的路徑。',
  ],
  'check-path-unmounted': [
    '{variable} 指向 {path}，但服務「{service}」沒有任何 volume 帶入它。',
    '請在 {service} 的 volumes 掛載它的目錄，或更正 {variable}。',
  ],
  'check-file-absent': ['{variable} 指向 {path}，但沒有這個檔案。', '請放入檔案，或更正 {variable} 或 volume。'],
  'check-file-not-given': ['{variable} 指向 {path}，但它不在給定的檔案裡。', '想檢查它，請把那個檔案也指定進來。'],
  'check-jwks-missing': [
    '這是 registry 3（{image}），但沒有設定 {variable}：只靠 bundle，它找不到 GitLab 的金鑰。',
    '請在 {variable} 提供 JWKS，或繼續使用映像檔 registry:2。',
  ],
  'check-jwks-kid': [
    '{path} 裡的金鑰叫「{kid}」，但 GitLab 的 token 稱它為「{wanted}」。',
    '請把那個 kid 寫進 {variable} 指向的檔案。',
  ],
  'check-jwks-broken': ['{path} 不是金鑰集（JWKS）。', '請讓 {variable} 指向含有公鑰清單「keys」的 JSON 檔。'],
  'check-jwks-right': ['{path} 裡的金鑰名稱與 GitLab 的 token 一致（{kid}）。', ''],
  'check-option-missing': [
    'Registry 沒有設定 {option}；使用 token 登入時它會無法啟動，不然就是任何人都能進入。',
    '請設定 {variable}。',
  ],
  'check-issuer-same': ['GitLab 和 registry 的 issuer 相同，都是「{gitlab}」。', ''],
  'check-issuer-differs': [
    'GitLab 以「{gitlab}」的名義簽署，但 registry 只信任「{registry}」。',
    '請讓 {gitlabVariable} 和 {registryVariable} 的值相同。',
  ],
  'check-service-wrong': [
    'Service 是「{value}」；GitLab 只發給「{wanted}」的 token。',
    '請把 {variable} 設為 {wanted}。',
  ],
  'check-realm-right': ['Realm {value} 正是 GitLab 發 token 的地方。', ''],
  'check-realm-path': ['Realm {value} 不是 GitLab 發 token 的路徑。', '請把 {variable} 設為 {wanted}。'],
  'check-realm-scheme': ['Realm {value} 的 scheme 與 GitLab 本身不同。', '請把 {variable} 設為 {wanted}。'],
  'check-realm-host': ['Realm {value} 的主機或連接埠與 GitLab 本身不同。', '請把 {variable} 設為 {wanted}。'],
  'check-disabled': ['GitLab 的 registry 沒有啟用。', '請把 {variable} 設為 true。'],
  'check-api-localhost': [
    'GitLab 被告知 registry 在 {value}：在它的容器裡，那就是 GitLab 自己。',
    '請把 {variable} 設為 {wanted}。',
  ],
  'check-api-service': [
    'GitLab 被告知 registry 在「{host}」，但沒有這個名稱的服務。',
    '請把 {variable} 設為 {wanted}。',
  ],
  'check-api-network': [
    '服務「{from}」和「{service}」沒有共同的網路，所以 GitLab 連不到 {value}。',
    '請在兩者的 networks 放進同一個網路。',
  ],
  'check-api-port': [
    'GitLab 向 {value} 詢問 registry，但它在內部網路聽的是連接埠 {port}；公開的連接埠只在外面有效。',
    '請把 {variable} 設為 {wanted}。',
  ],
  'check-api-scheme': [
    'GitLab 被告知 registry 在 {value}，但 registry 不是這樣說話的。',
    '請把 {variable} 設為 {wanted}。',
  ],
  'check-api-untrusted': [
    'GitLab 以 {value} 連到 registry，但不信任它自簽的憑證 {path}。',
    '請在兩個容器之間改用純 http（取消 REGISTRY_HTTP_TLS_CERTIFICATE），或在 SSL_CA_CERTIFICATES_PATH 指定憑證機構。',
  ],
  'check-api-right': ['GitLab 的容器可以在 {value} 找到 registry。', ''],
  'check-api-elsewhere': [
    '從這裡看不出 GitLab 的容器是否連得到 {value}。',
    '請在那裡試試，正確的回答是 401：docker compose exec gitlab curl -sSI {probe}',
  ],
  'check-host-not-bare': [
    '{variable} 是「{value}」；它只接受主機名稱。',
    '請去掉 scheme、連接埠和路徑；連接埠另有設定。',
  ],
  'check-host-differs': [
    'GitLab 告訴使用者 registry 是「{value}」，但大家用的是「{wanted}」。',
    '請把 {variable} 設為 {wanted}。',
  ],
  'check-port-differs': [
    'GitLab 告訴使用者 registry 的連接埠是 {value}，但實際上是 {wanted}。',
    '請把 {variable} 設為 {wanted}。',
  ],
  'check-config-path': ['設定檔掛載在 {path}，但映像檔 {image} 不會讀那裡。', '請掛載到 {wanted}。'],
  'check-http-secret': [
    '有 {count} 個 registry 並行，各自產生 secret：上傳換到另一個時就會中斷。',
    '請把 {variable} 設為它們共用的一段隨機長字串。',
  ],
  'check-http-host': [
    'Registry 把上傳導向 {value}，但大家用的是 {wanted}。',
    '請把 {variable} 設為 {wanted}，或不設定它，由網頁伺服器設定轉送的標頭。',
  ],
  'check-chain-nginx': [
    '{path} 的憑證鏈不完整：缺少「{issuer}」的憑證，而引擎不會自己去抓。',
    '請讓 ssl_certificate 指向完整的鏈：先是主機的憑證，再是簽發者的（{from}）。',
  ],
  'check-chain-apache': [
    '{path} 的憑證鏈不完整：缺少「{issuer}」的憑證，而引擎不會自己去抓。',
    '請用 SSLCertificateChainFile 指定它（{from}），或讓 SSLCertificateFile 指向完整的鏈。',
  ],
  'check-chain-other': [
    '{host} 的憑證鏈不完整：缺少「{issuer}」的憑證，而引擎不會自己去抓。',
    '請讓網頁伺服器送出完整的鏈：ssl_certificate（nginx）或 SSLCertificateChainFile（Apache）。如果是你自己的憑證機構簽發的，請指定它（--ca）。',
  ],
  'check-chain-order': ['{path} 裡的憑證順序不對。', '在 {directive} 裡請先放主機的憑證，再依序放各個簽發者。'],
  'check-chain-right': ['{path} 的憑證鏈完整，順序正確。', ''],
  'check-web-is-token': [
    '網頁伺服器用的是 {path}，那是給 token 用的憑證，不屬於任何主機。',
    '請讓 {directive} 指向為 {host} 簽發的憑證。',
  ],
  'check-web-expired': ['{host} 的憑證已在 {date} 過期。', '請更新 {directive} 指向的憑證，再重新載入網頁伺服器。'],
  'check-web-soon': ['{host} 的憑證將在 {date} 過期。', '請在那天之前更新 {directive} 指向的憑證。'],
  'check-web-not-yet': ['{host} 的憑證要到 {date} 才生效。', '請檢查這台機器的時鐘，或 {directive} 指向的憑證。'],
  'check-web-name': [
    '憑證屬於 {names}，不包含 {host}。',
    '請讓 {directive} 指向名稱（subjectAltName）包含 {host} 的憑證。',
  ],
  'check-web-self-signed': [
    '{host} 的憑證是自簽的；每個引擎都會拒絕。',
    '請在 {directive} 指定憑證機構簽發的憑證；或把它交給每個引擎，並在這裡用 --ca 指定。',
  ],
  'check-web-key': [
    '{key} 指向的不是憑證 {path} 的私鑰；網頁伺服器無法啟動。',
    '請讓 {key} 指向與 {directive} 成對的私鑰。',
  ],
  'check-forwarded-proto': ['Registry 不知道大家用的是 https：它會把上傳導向 http。', '請在虛擬主機加上：{fix}'],
  'check-forwarded-host': ['Registry 不知道大家用的名稱：它會把上傳導向內部的位址。', '請在虛擬主機加上：{fix}'],
  'check-forwarded-port': ['Registry 收到的主機沒有連接埠 {port}，會把上傳導向 443。', '請改成：{fix}'],
  'check-body-limit': ['網頁伺服器拒絕超過 {value} 的上傳；layer 通常更大。', '請在虛擬主機寫入：{fix}'],
  'check-proxy-target': [
    '網頁伺服器轉送到 {value}，但服務「{service}」公開在 {wanted}。',
    '請讓兩者使用相同的連接埠。',
  ],
  'check-live-gone': ['連不到 registry {url}（{why}）。', '請檢查位址、連接埠和網頁伺服器。'],
  'check-live-not-registry': [
    '{url} 有回應，但不是 registry：/v2/ 回答 {status}。',
    '請讓網頁伺服器把 /v2/ 連同路徑轉給 registry。',
  ],
  'check-live-open': [
    '{url} 任何人都能進入：它不要求 token。',
    '請設定 REGISTRY_AUTH_TOKEN_REALM、_SERVICE、_ISSUER 和 _ROOTCERTBUNDLE，再重新啟動 registry。',
  ],
  'check-live-basic': [
    '{url} 要求的是「{scheme}」，而不是 GitLab 的 token。',
    '請移除網頁伺服器的 auth_basic 或 AuthType，以及 registry 的 htpasswd。',
  ],
  'check-live-untrusted': [
    '{host} 的憑證不受信任（{why}）。',
    '請讓網頁伺服器使用引擎認得的憑證機構，或用 --ca 指定你自己的。',
  ],
  'check-live-tls': ['{host} 的憑證受信任，鏈完整，有效至 {date}。', ''],
  'check-live-differs': [
    '檔案寫的是 {wanted}，但執行中的 registry 說的是 {value}。',
    '請重新啟動 registry 讓它讀取 {variable}，或看網頁伺服器是不是連到另一個。',
  ],
  'check-live-registry': ['{url} 是第 {version} 版的 registry，要求 {realm} 的 token。', ''],
  'check-live-clock': ['{url} 的時鐘與這台機器相差 {seconds} 秒。', '請用 NTP 校時：token 只有幾分鐘的效期。'],
  'check-gitlab-gone': ['連不到 GitLab {url}（{why}）。', '請檢查位址、連接埠和網頁伺服器。'],
  'check-gitlab-disabled': [
    'GitLab {url} 說它的 registry 沒有啟用。',
    "請把 GITLAB_REGISTRY_ENABLED（gitlab_rails['registry_enabled']）設為 true，再重新啟動。",
  ],
  'check-gitlab-no-realm': [
    '{url} 不發 token（它回答 {status}）。',
    '請檢查 GitLab 的 URL 及相對根路徑，並確認 REGISTRY_AUTH_TOKEN_SERVICE 是 container_registry。',
  ],
  'check-gitlab-error': [
    'GitLab 在 {url} 失敗（它回答 {status}）：讀不到或用不了簽署金鑰。',
    '請確認 GITLAB_REGISTRY_KEY_PATH 指向已掛載、GitLab 使用者讀得到的 RSA 金鑰。',
  ],
  'check-gitlab-answers': ['GitLab 以「{issuer}」的名義發 token，由 {kid} 簽署。', ''],
  'check-token-accepted': ['Registry {url} 接受 {source} 的 token。', ''],
  'check-token-refused': [
    'Registry {url} 拒絕 {source} 的 token：它不認得金鑰 {kid}，或它的 issuer 不是「{issuer}」。',
    '請在 REGISTRY_AUTH_TOKEN_ROOTCERTBUNDLE 給 registry 那把金鑰的憑證，在 REGISTRY_AUTH_TOKEN_ISSUER 設定 issuer，再重新啟動。',
  ],
  'check-token-refused-3': [
    'Registry {url} 是第 3 版，拒絕 {source} 的 token：它找不到名為 {kid} 的金鑰。',
    '請在 REGISTRY_AUTH_TOKEN_JWKS 用那個 kid 提供金鑰，再重新啟動。',
  ],
  'check-token-clock': [
    'Registry {url} 拒絕現在的 token，卻接受照它時間簽的：它的時鐘差了 {seconds} 秒。',
    '請用 NTP 校正兩台機器的時鐘。',
  ],
  'check-token-issuer': [
    'Registry {url} 認得金鑰，但信任的 issuer 是「{wanted}」，不是「{issuer}」。',
    '請讓 GITLAB_REGISTRY_ISSUER 和 REGISTRY_AUTH_TOKEN_ISSUER 相同，再重新啟動兩者。',
  ],
  'check-token-none': [
    '沒有試過 {url} 是否接受 GitLab 的 token。',
    '請用 --gitlab-url 指定 GitLab 的 URL，或指定簽署金鑰的檔案。',
  ],
} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
