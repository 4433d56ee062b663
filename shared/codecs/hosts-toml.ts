import { notice } from '../notice.ts'
import { serverLines } from './hosts-toml-server.ts'
import { refusalAt, type Parsed } from './parsed.ts'
import { formatToml, isTable, parseToml, removeTables, type TomlTable } from './toml.ts'

/** One `[host."URL"]` table of containerd's hosts.toml(5). */
export interface HostTable {
  /** As the file spells it. */
  readonly url: string
  readonly table: TomlTable
}

/** A hosts.toml: hosts are tried in the order of the file, then `server`. */
export interface HostsToml {
  readonly server: string | null
  /** What else stands at the top level: how the server is reached. */
  readonly own: TomlTable
  readonly hosts: readonly HostTable[]
}

/** Reads a hosts.toml. */
export function parseHostsToml(path: string, text: string): Parsed<HostsToml> {
  const parsed = parseToml(path, text)
  if (!parsed.ok) return parsed
  const { server, host = {}, ...own } = parsed.value
  if (!isTable(host) || !Object.values(host).every(isTable)) {
    const place = { line: 1, column: 1 }
    const why = '“host” must be written as [host."URL"] tables'
    return { ok: false, refusal: refusalAt(path, place, notice('docker-hosts-form', { path, ...place, why })) }
  }
  const hosts = Object.entries(host).map(([url, table]) => ({ url, table: table as TomlTable }))
  return { ok: true, value: { server: typeof server === 'string' ? server : null, own, hosts } }
}

/** Writes host tables in the form that containerd 1.6 to 2.1 and docker 28 all read. */
export function formatHosts(hosts: readonly HostTable[]): string {
  return formatToml({ host: Object.fromEntries(hosts.map(({ url, table }) => [url, table])) })
}

/** The same below a `server`, which is tried last; null for none. */
export function formatHostsToml(hosts: readonly HostTable[], server: HostTable | null): string {
  const tables = hosts.length === 0 ? '' : formatHosts(hosts)
  return server === null ? tables : `${serverLines(server).join('\n')}\n\n${tables}`
}

/** Puts host tables before all others, so that they are tried first, and a server. Every other byte stays. */
export function insertHosts(text: string, hosts: readonly HostTable[], server: HostTable | null = null): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n'
  const block = formatHostsToml(hosts, server).replaceAll('\n', eol)
  const header = /^[ \t]*\[/m.exec(text)
  if (header) return `${text.slice(0, header.index)}${block}${eol}${text.slice(header.index)}`
  const gap = text === '' || text.endsWith('\n') ? '' : eol
  return `${text}${gap}${block}`
}

/** Cuts the tables of these hosts out of a text that was edited since they were written. */
export function removeHosts(text: string, urls: readonly string[]): string {
  return removeTables(text, ({ host }) => isTable(host) && Object.keys(host).some((url) => urls.includes(url)))
}
