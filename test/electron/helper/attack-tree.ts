import { treeDigest } from '../../lab/tree-digest.ts'
import type { Root } from '../system/root-at.ts'

/** What the helper may write: the closed list of targets, its approved sets and what it remembers. */
const closed = [
  /^\/etc\/containers\/registries\.conf\.d(\/zz-pullcord\.conf)?$/,
  /^\/etc\/containers\/certs\.d(\/[^/]+(\/pullcord\.crt)?)?$/,
  /^\/etc\/docker\/daemon\.json$/,
  /^\/etc\/docker\/certs\.d(\/[^/]+(\/(hosts\.toml|pullcord\.crt))?)?$/,
  /^\/etc\/pullcord\/ca(\/[0-9a-f]{64}\.crt)?$/,
  /^\/etc\/pullcord\/approved\.json$/,
  /^\/var\/lib\/pullcord(\/.*)?$/,
]

/** One line for each path of the whole tree, the directories around the root included, that is not on the list. */
export function outside(around: Root, inside: string): readonly string[] {
  return treeDigest(around, ['/'], { times: true }).filter((line) => {
    const path = /^(.*?) [0-7]{4} \d+:\d+ /.exec(line)![1]!
    return !path.startsWith(inside) || !closed.some((one) => one.test(path.slice(inside.length)))
  })
}
