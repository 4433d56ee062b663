/** What is said of machines inside this one, in Traditional Chinese. */
export const guestsSentences = {
  'guest-absent': [
    '這台電腦裡沒有正在執行的「{instance}」。',
    '請先啟動它，或用「pullcord status --verbose」看有哪些。',
  ],
  'guest-loopback': [
    '{url} 在這台電腦自己的 loopback 上，從 {instance} 連不到。',
    '請讓 mirror 監聽網路上的位址，並改用那個位址。',
  ],
  'guest-silent': ['{instance} 沒有回應：{why}', '請看它是否還在正常運作；其他引擎不受影響。'],
  'guest-runs': ['{path} 的虛擬機器，正在執行。', ''],
  'guest-rewritten': ['{path} 的虛擬機器，正在執行。', 'Colima 每次啟動都會重寫其引擎的設定。啟動後請再開啟一次。'],
  'guest-stopped': ['{path} 的虛擬機器，沒有在執行。', '請先啟動它，再看一次。'],
  'guest-listed': ['「{command}」列出了 {name}，正在執行。', ''],
  'guest-shares-files': ['{path} 的虛擬機器，讀取這台電腦自己的 {files}。', '這裡的 podman 怎麼設定，那裡就一樣。'],
  'guest-no-way': ['{path} 的虛擬機器正在執行，但找不到進入它所需的 {command}。', '請把它放進 PATH。'],
} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
