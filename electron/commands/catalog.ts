import type { Core } from '../../shared/contract.ts'
import { failure } from '../../shared/errors.ts'
import type { Notice } from '../../shared/notice.ts'
import { filterNames } from '../../shared/pulls/catalog-lines.ts'
import type { Catalog, CatalogProgress, Tags } from '../../shared/pulls/catalog.ts'
import { formatEndpoint, parseMirrorUrl } from '../../shared/registry.ts'
import { exit, print, printJson, type Arguments, type Command } from './command.ts'
import { errorJson } from './json.ts'
import { noticeLines } from './words.ts'

export const catalog: Command = {
  summary: 'what a mirror has ever cached, by its own catalog',
  usage: 'catalog [--filter TEXT] [--mirror URL] [--tags REPOSITORY]',
  options: { filter: { type: 'string' }, mirror: { type: 'string' }, tags: { type: 'string' } },
  help: [
    ['--filter TEXT', 'only names that hold each of these words'],
    ['--mirror URL', 'of this mirror; without it, of each on the list'],
    ['--tags REPOSITORY', 'its tags instead; a pull-through asks its upstream for them, which costs no pull'],
  ],
  async run({ values }, core) {
    const urls = await mirrorsOf(values.mirror, core)
    const filter = String(values.filter ?? '')
    return values.tags === undefined
      ? await listRepositories(core, urls, filter, values.json === true)
      : await listTags(core, urls, String(values.tags), filter, values.json === true)
  },
}

async function mirrorsOf(named: Arguments['values'][string], core: Core): Promise<readonly string[]> {
  if (named !== undefined) {
    const endpoint = parseMirrorUrl(String(named))
    if (!endpoint.ok) throw failure(endpoint.notice.code, endpoint.notice.values)
    return [formatEndpoint(endpoint.value)]
  }
  const { mirrors } = await core.call('settings.read', {})
  if (mirrors.length === 0) throw failure('no-mirrors')
  // One mirror may stand for several upstreams.
  return [...new Set(mirrors.map(({ url }) => url))]
}

async function listRepositories(core: Core, urls: readonly string[], filter: string, json: boolean): Promise<number> {
  const all: Catalog[] = []
  let stopped = false
  const stop = (): void => {
    stopped = true
    for (const mirror of urls) void core.call('catalog.stop', { mirror })
  }
  // Once: whoever presses it again wants to leave at once.
  process.once('SIGINT', stop)
  const mute = process.stderr.isTTY ? core.on('catalog', drawProgress) : () => undefined
  try {
    for (const mirror of urls) if (!stopped) all.push(await core.call('catalog.read', { mirror, walk: true }))
  } finally {
    mute()
    process.removeListener('SIGINT', stop)
  }
  const found = all.map((one) => ({ ...one, ...filterNames(one.names, filter, Number.POSITIVE_INFINITY) }))
  if (json) printJson({ catalogs: found.map(catalogJson) })
  else {
    for (const { mirror, names, count, notice } of found) {
      show(mirror, names, urls.length > 1)
      const matching = filter === '' ? '' : `, ${names.length} match`
      tell(`${mirror}: ${count} ${count === 1 ? 'repository' : 'repositories'}${matching}.`, notice)
    }
  }
  return stopped || found.some(({ isComplete }) => !isComplete) ? exit.failed : exit.done
}

async function listTags(
  core: Core,
  urls: readonly string[],
  repository: string,
  filter: string,
  json: boolean,
): Promise<number> {
  const found: (Tags & { readonly mirror: string })[] = []
  for (const mirror of urls) {
    const told = await core.call('catalog.tags', { mirror, repository })
    const { names: tags } = filterNames(told.tags.join('\n'), filter, Number.POSITIVE_INFINITY)
    found.push({ mirror, ...told, tags })
  }
  if (json) printJson({ tags: found.map(({ notice, ...one }) => ({ ...one, notice: notice && errorJson(notice) })) })
  else {
    for (const { mirror, tags, notice } of found) {
      show(mirror, tags, urls.length > 1)
      tell(`${mirror}: ${tags.length} ${tags.length === 1 ? 'tag' : 'tags'}.`, notice)
    }
  }
  return found.every(({ isComplete }) => isComplete) ? exit.done : exit.failed
}

/** `pullcord catalog --json`: keys may come, none goes. */
function catalogJson({ mirror, at, names, count, isComplete, tookMs, notice }: Found): unknown {
  return { mirror, at, count, isComplete, tookMs, repositories: names, notice: notice && errorJson(notice) }
}

type Found = Omit<Catalog, 'names'> & { readonly names: readonly string[] }

// Names alone go to stdout, one a line, so that they can be piped.
function show(mirror: string, names: readonly string[], isHeaded: boolean): void {
  print(...(isHeaded ? [`${mirror}:`] : []), ...names)
}

function tell(line: string, notice: Notice | null): void {
  process.stderr.write(`${[line, ...(notice ? noticeLines(notice) : [])].join('\n')}\n`)
}

function drawProgress({ count, pages, isDone }: CatalogProgress): void {
  process.stderr.write(isDone ? '\r\u001B[K' : `\r\u001B[K${count} repositories, page ${pages} … (Ctrl+C stops)`)
}
