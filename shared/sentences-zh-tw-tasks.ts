/** What is said of long work, in Traditional Chinese. */
export const taskSentences = {
  'task-stopped': ['已取消。', ''],
  'task-taken': ['同名的工作正在進行。', '請等它結束，或取消它。'],
} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
