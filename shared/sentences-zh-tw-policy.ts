export const policySentences = {
  'setting-locked': ['管理員已在 {path} 固定「{setting}」。', '請找管理員談，或以 root 修改。'],
  'set-by-policy': ['由管理員在 {path} 設定。', ''],
} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
