import type { Database } from './database.ts'

/** A small number for each mirror's URL: rows by the million name it. */
export function numbersOf(db: Database): (url: string) => number {
  const numbers = new Map<string, number>()
  return (url) => {
    const known = numbers.get(url)
    if (known !== undefined) return known
    db.run('INSERT OR IGNORE INTO mirrors (url) VALUES (?)', url)
    const number = Number(db.get('SELECT number FROM mirrors WHERE url = ?', url)?.['number'])
    numbers.set(url, number)
    return number
  }
}
