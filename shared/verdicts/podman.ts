import type { Scope } from '../engine.ts'
import type { Places } from '../targets.ts'
import type { ConfRegistry } from './podman-conf.ts'
import { loadAll } from './podman-load.ts'
import { matching, pullOf, type Image, type Pull, type Trust } from './podman-pull.ts'
import { podmanRules, type PodmanRules } from './podman-rules.ts'
import type { Accepted, RawTree } from './verdict.ts'

const alpine: Image = { name: 'docker.io/library/alpine', tag: 'latest' }

/**
 * What podman 4.3, 5.4, 5.8 and 6.1 make of the files of a scope, for a pull by tag. Without an image: docker.io's
 * alpine, or, where no table is for docker.io, an image of each registry that has one.
 */
export function podmanVerdicts(
  tree: RawTree,
  scope: Scope,
  places: Places,
  uid: number,
  image: Image | null = null,
): readonly Accepted[] {
  return podmanRules.map((rules) => ({ engine: rules.engine, ...verdict(tree, scope, places, uid, rules, image) }))
}

function verdict(
  tree: RawTree,
  scope: Scope,
  places: Places,
  uid: number,
  rules: PodmanRules,
  image: Image | null,
): Omit<Accepted, 'engine'> {
  const loaded = loadAll(tree, scope, places, uid, rules)
  switch (loaded.kind) {
    case 'error':
      return { ok: false, mirror: null, why: loaded.why }
    case 'hangs':
      return { ok: false, mirror: null, why: `open ${loaded.path}: waits for ever` }
    case 'unread':
      return { ok: true, mirror: null, why: null }
    case 'tables': {
      const trust = trustIn(tree, scope, places)
      const images = image ? [image] : imagesOf(loaded.tables)
      return { ok: true, ...worst(images.map((one) => pullOf(loaded.tables, one, trust))) }
    }
  }
}

// What fails for one image is told before what works for another.
function worst(pulls: readonly Pull[]): Pull {
  const pull = (['fails', 'used', 'unused'] as const)
    .map((mirror) => pulls.find((one) => one.mirror === mirror))
    .find((one) => one !== undefined)
  return pull ?? { mirror: 'unused', why: null }
}

// Names at docker.io are its own matter: a table that does not match alpine's is beside the question.
const ofDockerHub = /^(?:\*\.|[^/]*\.)?docker\.io(?:\/|$)|^\*\.io$/

function imagesOf(tables: readonly ConfRegistry[]): readonly Image[] {
  if (matching(tables, alpine.name)) return [alpine]
  const elsewhere = tables.filter(({ prefix, mirrors }) => mirrors.length > 0 && !ofDockerHub.test(prefix))
  const names = elsewhere.map(({ prefix }) => `${prefix.replace(/^\*/, 'a')}/library/alpine`)
  return names.length === 0 ? [alpine] : names.map((name) => ({ name, tag: alpine.tag }))
}

// Where the distributions put authorities that a machine's owner adds.
const anchors = ['/usr/local/share/ca-certificates', '/etc/pki/ca-trust/source/anchors', '/etc/pki/trust/anchors']

function trustIn(tree: RawTree, scope: Scope, places: Places): Trust {
  const own = scope === 'system' ? '/root/.config' : places.configHome
  const holds = (directory: string, ending: string): boolean =>
    (tree.names(directory) ?? []).some((name) => name.endsWith(ending))
  const ofMachine = anchors.some((directory) => holds(directory, ''))
  const directories = [`${own}/containers/certs.d`, '/etc/containers/certs.d', '/etc/docker/certs.d']
  return {
    knowsAuthority: (host) => ofMachine || directories.some((directory) => holds(`${directory}/${host}`, '.crt')),
  }
}
