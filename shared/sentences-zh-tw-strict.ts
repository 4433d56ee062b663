/** strict mode：有 mirror 的 upstream 本身一律不問。 */
export const strictSentences = {
  'strict-podman': [
    'strict mode：{upstreams} 的映像檔只會來自 mirror，mirror 停擺時就完全無法 pull。podman 也會拒絕對那裡 push、login 與 search。',
    '沒有 mirror 的 registry 不受影響。可在設定中或用 --no-strict 取消。',
  ],
  'strict-hosts': [
    'strict mode：{upstreams} 的映像檔只會來自 mirror，mirror 停擺時就完全無法 pull。{engine} 也無法 push 到那裡。',
    '沒有 mirror 的 registry 不受影響。可在設定中或用 --no-strict 取消。',
  ],
  'strict-set-aside': [
    'strict mode 期間，{path} 裡關於 {upstream} 本身的設定會暫時變成檔案裡的註解。',
    '關閉時會恢復原狀。',
  ],
  'strict-left-out': ['{path} 把 {upstream} 本身列為 mirror；strict mode 期間不會使用它。', '關閉後就會恢復。'],
  'strict-elsewhere': [
    '{path} 不讓任何人問 {upstream} 本身：Pullcord 在那裡是 strict mode。這裡若不是 strict，就會解除那項限制。',
    '這裡也用 strict：pullcord on --strict。或在那裡關閉：sudo pullcord on --no-strict --scope system。',
  ],
  'strict-docker-list': [
    'docker {version} 無法做到 strict：daemon.json 的 mirror 都失敗後，它一定會去問 {upstreams} 本身。',
    'mirror 仍會使用。Engine 28 搭配 containerd image store 才能做到 strict。',
  ],
  'strict-docker-classic': [
    'docker {version} 使用 classic image store，無法做到 strict：「docker pull」最後一定會去問 {upstreams} 本身；build 則不會。',
    'mirror 仍會使用。啟用 containerd image store 才能做到 strict。',
  ],
  'strict-rancher': [
    '只靠 registries.yaml，{engine} 做不到 strict：mirror 都失敗後，它會去問 {upstreams} 本身。',
    'mirror 仍會使用。請在它的設定加上「disable-default-registry-endpoint: true」並重新啟動。',
  ],
  'strict-buildkit': [
    'BuildKit 無法做到 strict：buildkitd.toml 的 mirror 都失敗後，它一定會去問 {upstreams} 本身。',
    'mirror 仍會使用。若絕對不能問 upstream，請用防火牆擋住。',
  ],
  'strict-pull-failed': [
    '無法 pull {image}，而且除了 mirror 之外都不准問：{why}',
    '看看 mirror 怎麼說：pullcord mirror test。不用 strict mode：pullcord on --no-strict --no-check。',
  ],
  'doctor-strict-open': [
    'strict mode 已開啟，但這些 engine 仍會去問 upstream：{engines}。',
    '再開啟一次以套用；「pullcord plan on」會說明哪個 engine 做不到什麼。',
  ],
  'doctor-strict-gone': [
    '{upstream} 的 mirror 都沒有正常回應，而 strict mode 不准問別的：{engines} 的 {upstream} pull 會失敗。',
    '修好 mirror，或讓它們再去問 upstream：pullcord on --no-strict --no-check。',
  ],
} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
