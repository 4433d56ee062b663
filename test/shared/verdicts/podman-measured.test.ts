import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { podmanVerdicts } from '../../../shared/verdicts/podman.ts'
import { linkedTree, type Node } from './podman-tree.ts'

// Measured with podman 4.3.1, 5.4.2, 5.8.6 and 6.1.1 of Debian, no mirror answering: “used” is one that was asked.
interface Case {
  readonly name: string
  /** Texts are bytes as latin1. */
  readonly files: Readonly<Record<string, string | Exclude<Node, Uint8Array>>>
  readonly without?: readonly string[]
  readonly measured: string
}

const cases = JSON.parse(
  readFileSync(new URL('../../corpus/podman/measured.json', import.meta.url), 'utf8'),
) as readonly Case[]
const places = { home: '/home/u', configHome: '/home/u/.config', stateHome: '/home/u/.local/state' }
const alpine = { name: 'docker.io/library/alpine', tag: 'latest' }

test.each(cases)('$name', ({ files, without = [], measured }) => {
  const nodes = new Map<string, Node>([['/etc/containers/registries.conf', Buffer.from('# comments only\n')]])
  for (const [path, node] of Object.entries(files))
    nodes.set(path, typeof node === 'string' ? Buffer.from(node, 'latin1') : node)
  for (const path of without) nodes.delete(path)
  const rows = podmanVerdicts(linkedTree(nodes), 'system', places, 0, alpine)
  const said = rows.map(({ ok, mirror, why }) => mirror ?? (!ok && why?.includes('waits') ? 'hangs' : 'refused'))
  expect(said.join(' ')).toBe(measured)
})
