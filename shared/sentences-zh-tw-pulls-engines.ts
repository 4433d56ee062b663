/** How it stands with what engines tell of their pulls, in Traditional Chinese. */
export const pullEngineSentences = {
  'engine-events-waiting': ['{engine} 沒有在執行；啟動後就會收到它的 pull。', ''],
  'engine-events-lost': ['{engine} 沒有回報它的 pull（{why}）。', '會自動再試；它還記得的 pull 屆時會補上。'],
  'engine-events-forbidden': [
    '只有 root 和 docker 群組能讀取 socket {socket}。',
    '請以該群組的成員執行 Pullcord，才看得到這個引擎的 pull。',
  ],
  'engine-events-too-long': [
    '{engine} 回報了一筆超過 {megabytes} MB 的內容，已略過。',
    '如果那是一次 pull，這裡就會少了它。',
  ],
  'engine-events-guest': ['這裡收不到另一台機器裡的引擎的 pull。', 'mirror 旁的 collector 看得到。'],
  'engine-events-root-only': [
    '只有 root 收得到這個 podman 的 pull。',
    '請執行「sudo pullcord pulls」查看；mirror 旁的 collector 也看得到。',
  ],
  'engine-events-no-program': ['找不到 podman，因此收不到它的 pull。', '請把它放進 Pullcord 的 PATH。'],
} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
