/** `14:05`, `yesterday 14:05` or `Mar 12 14:05`, inside an English sentence. */
export function when(at: string): string {
  return /^\d/.test(at) ? `at ${at}` : /^[A-Z]/.test(at) ? `on ${at}` : at
}
