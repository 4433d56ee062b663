import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { expect, test } from 'vitest'
import { podmanVerdicts } from '../../../shared/verdicts/podman.ts'
import type { Accepted } from '../../../shared/verdicts/verdict.ts'
import { linkedTree, type Node } from './podman-tree.ts'

const corpus = new URL('../../corpus/podman/', import.meta.url).pathname
const verdicts = JSON.parse(readFileSync(`${corpus}verdicts.json`, 'utf8')) as Readonly<
  Record<string, Readonly<Record<string, string>>>
>
const etc = '/etc/containers'
const dropIn = `${etc}/registries.conf.d/50-mirror.conf`
const places = { home: '/home/u', configHome: '/home/u/.config', stateHome: '/home/u/.local/state' }
const blog = readFileSync(`${corpus}01-blog-sample/etc/registries.conf.d/50-mirror.conf`)
const shortNames = Buffer.from('[aliases]\n  "alpine" = "docker.io/library/alpine"\n')

const special: Readonly<Record<string, Node>> = {
  '80-symlink-to-valid': { kind: 'link', to: '../elsewhere.conf' },
  '81-dangling-symlink': { kind: 'link', to: '/nowhere.conf' },
  '83-fifo': { kind: 'special' },
  '84-unreadable': blog,
}

// What files cannot tell: of these mirrors one answers 404 and the image is only at the hub.
const beyondFiles: Readonly<Record<string, Pick<Accepted, 'mirror'>>> = {
  '79-blocked-primary-strict-mirror-only': { mirror: 'used' },
}

const images: Readonly<Record<string, string>> = {
  '91-registry-with-port-shadowed': 'mirror.corp.test:22004/library/alpine',
}

const meaning: Readonly<Record<string, Pick<Accepted, 'ok' | 'mirror'>>> = {
  'MIRROR USED': { ok: true, mirror: 'used' },
  'FALLBACK to hub': { ok: true, mirror: 'unused' },
  'NO MIRROR (hub only)': { ok: true, mirror: 'unused' },
  'PULL ERROR (info is fine)': { ok: true, mirror: 'fails' },
  'CONFIG ERROR': { ok: false, mirror: null },
  HANG: { ok: false, mirror: null },
}

function laid(name: string): ReadonlyMap<string, Node> {
  const nodes = new Map<string, Node>([
    [`${etc}/registries.conf`, Buffer.from('# comments only\n')],
    [`${etc}/registries.conf.d/shortnames.conf`, shortNames],
    [`${etc}/elsewhere.conf`, blog],
  ])
  const files = `${corpus}${name}/etc`
  for (const path of existsSync(files) ? readdirSync(files, { recursive: true, encoding: 'utf8' }) : [])
    if (statSync(`${files}/${path}`).isFile()) nodes.set(`${etc}/${path}`, readFileSync(`${files}/${path}`))
  if (special[name]) nodes.set(dropIn, special[name])
  return nodes
}

test.each(Object.entries(verdicts))('%s', (name, measured) => {
  const image = images[name] ? { name: images[name], tag: 'latest' } : null
  const rows = podmanVerdicts(linkedTree(laid(name)), 'system', places, 0, image)
  expect(rows.map(({ engine, ok, mirror }) => ({ engine, ok, mirror }))).toEqual(
    ['4.3', '5.4', '5.8', '6.1'].map((version) => ({
      engine: `podman ${version}`,
      ...meaning[measured[version]!],
      ...beyondFiles[name],
    })),
  )
  for (const { ok, mirror, why } of rows) if (!ok || mirror === 'fails') expect(why).toBeTruthy()
})
