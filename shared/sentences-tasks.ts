/** What is said of long work in general. */
export const taskSentences = {
  'task-stopped': ['Cancelled.', ''],
  'task-taken': ['A piece of work of this name is under way already.', 'Wait for it, or cancel it.'],
} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
