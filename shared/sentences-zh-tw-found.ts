/** By what an engine was found, in Traditional Chinese. */
export const foundSentences = {
  'engine-hangs': ['{engine} 在 {seconds} 秒內沒有回應。', '請看它是否還在正常運作；其他引擎不受影響。'],
  'found-program': ['程式 {path}。', ''],
  'found-process': ['正在執行，行程編號 {pid}。', ''],
  'found-files': ['目錄 {path}。', ''],
  'found-file': ['檔案 {path}。', ''],
} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
