/** What the core says of the way to root, and what an administrator allows; a part of `sentences-zh-tw.ts`. */
export const elevationSentences = {
  // The way to root
  'helper-missing': [
    '尚未安裝 Pullcord 寫入系統檔案的元件：{path}',
    '請安裝套件（deb 或 rpm）；若從原始碼執行，請執行一次「npm run helper:install」。',
  ],
  'helper-missing-appimage': [
    'AppImage 無法附帶 Pullcord 寫入系統檔案的元件：找不到 {path}。',
    '請安裝 deb 或 rpm 套件，或在原始碼目錄執行一次「npm run helper:install」。',
  ],
  'helper-unsafe': [
    '除了 root，其他人也能修改 {path}，因此 Pullcord 不會以 root 執行它。',
    '請查明是誰改了它，再重新安裝套件。',
  ],
  'helper-broken': ['Pullcord 寫入系統檔案的元件沒有回應：{why}', '請重新安裝套件；若仍無法解決，請附上這行訊息回報。'],
  'helper-other-version': [
    'Pullcord 寫入系統檔案的元件屬於另一個版本：它使用協定版本 {theirs}，本程式使用 {ours}。',
    '請從同一個版本安裝兩者。',
  ],
  'elevation-sandboxed': [
    'Pullcord 在沙箱（flatpak、snap）中執行，其中的程式都無法取得 root 權限。',
    '請改裝 deb 或 rpm 套件。',
  ],
  'elevation-impossible': ['無法取得 root 權限：{why}', '請以 root 執行：{command}'],
  'elevation-late': ['等候輸入密碼逾時。', '請重試，或以 root 執行：{command}'],
  'no-agent': ['這個工作階段沒有可以詢問密碼的程式。', '請以 root 執行：{command}'],
  'polkit-silent': [
    '負責詢問密碼的 polkit 沒有回應。',
    '請以「sudo systemctl restart polkit」重新啟動它，或以 root 執行：{command}',
  ],
  'sudo-refused': ['sudo 拒絕：{why}', '請系統管理員執行：{command}'],

  // What an administrator allows
  'approval-dismissed': ['密碼視窗已關閉，沒有變更任何內容。', ''],
  'approval-refused': ['密碼錯誤，或這台機器不允許：{why}', '請重試，或請系統管理員執行：{command}'],
  'needs-approval': [
    '{engine} 是系統層級的設定，而清單中的 mirror 尚未獲得核准。',
    '請執行「pullcord approve」：系統管理員同意一次後，就不再詢問密碼。',
  ],
  'approval-needed': ['這些 mirror 需要系統管理員核准一次，之後就不再詢問密碼。', '請執行「pullcord approve」。'],
} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
