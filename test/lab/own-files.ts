import { homeOf, type User } from './users.ts'

/** Where Pullcord keeps what was chosen and what was done, which outlives "off": no digest counts them. */
export function ownFiles(user: User): readonly string[] {
  const home = homeOf(user)
  return [`${home}/.config/pullcord`, `${home}/.local/state/pullcord`]
}
