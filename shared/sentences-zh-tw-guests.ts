/** What is said of machines inside this one, in Traditional Chinese. */
export const guestsSentences = {
  'guest-absent': ['這台電腦裡沒有正在執行的「{instance}」。', '請先啟動它，或用「pullcord status --verbose」看有哪些。'],
  'guest-loopback': [
    '{url} 在這台電腦自己的 loopback 上，從 {instance} 連不到。',
    '請讓 mirror 監聽網路上的位址，並改用那個位址。',
  ],
} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
