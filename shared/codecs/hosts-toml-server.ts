import type { HostTable } from './hosts-toml.ts'
import { formatToml, parseToml, type TomlTable } from './toml.ts'

/** What begins a line of somebody's own that is out of force while ours is in. */
const asideMark = '#pullcord: '

/**
 * The lines that make a host the `server` of a hosts.toml, which is tried last, in the place of the upstream. What
 * stands at the top level of the file is the server's [S: containerd 1.6–2.1, core/remotes/docker/config/hosts.go].
 */
export function serverLines({ url, table }: HostTable): readonly string[] {
  return formatToml({ server: url, ...table })
    .trimEnd()
    .split('\n')
}

/** Makes comments of all lines that speak of the server, and of the tables of hosts that `goes` names by their URL. */
export function setAside(text: string, goes: (url: string) => boolean): string {
  const speaksOfServer = ({ host, ...own }: TomlTable): boolean =>
    Object.keys(own).length > 0 || Object.keys((host as TomlTable | undefined) ?? {}).some(goes)
  const pieces = text.split(/(?=^[ \t]*\[)/m).map((piece) => {
    if (!isTableText(piece)) return commented(piece)
    const alone = parseToml('', piece)
    return alone.ok && speaksOfServer(alone.value) ? commented(piece) : piece
  })
  return pieces.join('')
}

function isTableText(piece: string): boolean {
  return /^[ \t]*\[/.test(piece)
}

// Comments and blank lines stay as they are: out of force already, and so told apart on the way back.
function commented(piece: string): string {
  return piece.replace(/^(?=[ \t]*[^\s#])/gm, asideMark)
}

/** Takes our own lines for the server out, and brings back what was set aside for them. */
export function bringBack(text: string, ours: readonly string[]): string {
  const [top = '', ...tables] = text.split(/(?=^[ \t]*\[)/m)
  const kept = isTableText(top) ? top : withoutLines(top, new Set(ours))
  return [kept, ...tables].join('').replaceAll(new RegExp(`^${asideMark}`, 'gm'), '')
}

// What else we write is too common to be taken for ours where our server is not. The blank line below goes too.
function withoutLines(text: string, ours: ReadonlySet<string>): string {
  const lines = text.split(/(?<=\n)/)
  if (!lines.some((line) => line.startsWith('server = ') && ours.has(line.trimEnd()))) return text
  let follows = false
  return lines
    .filter((line) => {
      const isOurs = ours.has(line.trimEnd())
      const isGap = follows && line.trim() === ''
      follows = isOurs
      return !isOurs && !isGap
    })
    .join('')
}
