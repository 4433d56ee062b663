import type { Database } from './database.ts'

/**
 * A small number for each mirror's URL: rows by the million name it. Not remembered here: the row that holds it goes
 * again where what surrounds it fails.
 */
export function numberOf(db: Database, url: string): number {
  const read = (): number | undefined => {
    const number = db.get('SELECT number FROM mirrors WHERE url = ?', url)?.['number']
    return number === undefined ? undefined : Number(number)
  }
  const known = read()
  if (known !== undefined) return known
  db.run('INSERT OR IGNORE INTO mirrors (url) VALUES (?)', url)
  return read()!
}
