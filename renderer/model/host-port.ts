/** Reads the port of a mirror that is to run here: nothing is left to the core, and below 1024 root would be needed. */
export function parseHostPort(text: string): number | null | 'bad' {
  if (text.trim() === '') return null
  const port = /^\d{1,5}$/.test(text.trim()) ? Number(text) : 0
  return port >= 1024 && port <= 65_535 ? port : 'bad'
}
