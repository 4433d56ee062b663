/** By what an engine was found, in Traditional Chinese. */
export const foundSentences = {
  'found-program': ['程式 {path}。', ''],
  'found-process': ['正在執行，行程編號 {pid}。', ''],
  'found-files': ['目錄 {path}。', ''],
} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
