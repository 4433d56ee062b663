const long = process.env['PULLCORD_LONG'] === '1'

/** How often a property is tried: often in the short form, ten times as often with `npm run test:long`. */
export const runs = long ? 10_000 : 1_000

/** The time limit of a test that tries a property, in milliseconds: an idle machine needs a tenth of it. */
export const propertyLimit = { timeout: long ? 600_000 : 60_000 }

/** A number of rounds that are dear, such as kills of a process. */
export function rounds(short: number, inLong: number): number {
  return long ? inLong : short
}
