import { parseHostsToml, type HostTable } from '../codecs/hosts-toml.ts'
import { mirrorUrl } from '../engines/hosts-files.ts'
import type { Files } from '../files.ts'
import { notice, type Notice } from '../notice.ts'
import { makeMirror } from '../registry.ts'
import { lineOf, textAt, type Spelled } from './spelled.ts'

/** What a host may say beside where it is, and still be a mirror like those of the list. */
const options = new Set(['capabilities', 'skip_verify', 'ca', 'override_path', 'dial_timeout'])

/** The mirrors of the hosts.toml files below a directory; what is the upstream itself is none. */
export function hostsByHand(files: Files, directory: string): readonly Spelled[] {
  const paths = [...files.files.keys()].filter((path) => path.startsWith(`${directory}/`))
  return paths.flatMap((path) => {
    const [upstream = '', name] = path.slice(directory.length + 1).split('/')
    const text = textAt(files, path)
    const parsed = text === null || name !== 'hosts.toml' ? null : parseHostsToml(path, text)
    if (!parsed?.ok) return []
    return parsed.value.hosts
      .filter((host) => !isUpstream(upstream, mirrorUrl(host)))
      .map((host) => spell(upstream, host, path, text ?? ''))
  })
}

function isUpstream(upstream: string, url: string): boolean {
  const made = makeMirror(upstream, url)
  return !made.ok && made.notice.code === 'mirror-is-upstream'
}

function spell(upstream: string, host: HostTable, path: string, text: string): Spelled {
  const { table } = host
  const url = mirrorUrl(host)
  const hindrance = hindranceOf(upstream, host)
  const ca = typeof table.ca === 'string' ? table.ca : null
  const insecure = table.skip_verify === true && url.startsWith('https:')
  return {
    upstream,
    spelled: host.url,
    path,
    line: lineOf(text, `"${host.url}"`, `'${host.url}'`),
    draft: hindrance ? null : { url, insecure, ca },
    why: hindrance,
  }
}

function hindranceOf(upstream: string, { url, table }: HostTable): Notice | null {
  if (upstream === '_default') return notice('by-hand-default')
  // dfinit gives each host this header [S: dragonflyoss/client, container_runtime/containerd.rs].
  const header = JSON.stringify(table.header ?? null)
  if (/x-dragonfly-registry/i.test(header)) return notice('by-hand-dragonfly', { url })
  const option = Object.keys(table).find((key) => !options.has(key))
  if (option !== undefined) return notice('by-hand-option', { url, option })
  if (table.ca !== undefined && typeof table.ca !== 'string') return notice('by-hand-option', { url, option: 'ca' })
  const { capabilities } = table
  const does = (what: string): boolean => Array.isArray(capabilities) && capabilities.includes(what)
  if (capabilities !== undefined && !(does('pull') && does('resolve')))
    return notice('by-hand-some-pulls', { spelled: url })
  return null
}
