import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type KeyPair, makeAuthority, makeLeaf, makeSigned } from './certificates.ts'

/** A web certificate as one buys it: a leaf, the intermediate that signed it, and the root that clients know. */
export interface WebChain {
  readonly root: string
  readonly intermediate: string
  /** The leaf alone: what a server must not show by itself. */
  readonly leaf: KeyPair
  /** Leaf and intermediate in one file, under the leaf's key. */
  readonly full: KeyPair
}

/** Makes a chain for a server of these names, in a folder of its own. */
export function makeWebChain(dir: string, hosts: readonly string[]): WebChain {
  mkdirSync(dir, { recursive: true })
  const root = makeAuthority(dir, 'web')
  const mayIssue = ['basicConstraints=critical,CA:TRUE,pathlen:0', 'keyUsage=critical,keyCertSign']
  const intermediate = makeSigned(dir, 'intermediate', root, mayIssue)
  const names = hosts.map((host) => `DNS:${host}`)
  const leaf = makeLeaf(dir, 'leaf', intermediate, names)
  const certificate = join(dir, 'fullchain.pem')
  writeFileSync(certificate, [leaf.certificate, intermediate.certificate].map((path) => readFileSync(path)).join(''))
  return { root: root.certificate, intermediate: intermediate.certificate, leaf, full: { ...leaf, certificate } }
}
