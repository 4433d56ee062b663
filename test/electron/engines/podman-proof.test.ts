import { expect, test } from 'vitest'
import { provePodman } from '../../../electron/engines/podman-proof.ts'
import type { Proving } from '../../../electron/engines/proving.ts'
import { memoryDisk } from '../../../electron/system/memory-disk.ts'
import type { Ended, Processes } from '../../../electron/system/system.ts'
import { parseReference } from '../../../shared/registry.ts'
import { mirror, podmanFacts } from '../../shared/engines/look.ts'

const image = 'docker.io/library/demo:1'
const hub = mirror('docker.io=http://127.0.0.1:6056')
const refuse = (): never => {
  throw new Error('nothing like that runs here')
}

/** Proves where podman's pulls end so, one after the other, on these files. */
async function prove(pulls: readonly Ended[], texts: Readonly<Record<string, string>> = {}): Promise<Proving> {
  const left = [...pulls]
  const processes = { run: async () => left.shift() ?? refuse() } as unknown as Processes
  const reference = parseReference(image)
  if (!reference.ok) throw new Error(image)
  const means = { mirrors: [hub], mirrorLog: null, knows: async () => null }
  const system = { disk: memoryDisk(texts, 1000), processes }
  return await provePodman(system, podmanFacts('5.4.2', 'user'), reference.value, image, means)
}

const ended = (code: number, ...tried: readonly string[]): Ended => ({
  code,
  stdout: '',
  stderr: tried.map((place) => `level=debug msg="Trying to access \\"${place}\\""\n`).join(''),
})
const [ours, theirs] = ['127.0.0.1:6056/library/demo:1', '127.0.0.1:6055/lib/demo:1']

test('a pull that ended at our mirror is proven', async () => {
  expect(await prove([ended(0, 'gone.lan:1/library/demo:1', ours)])).toMatchObject({
    ok: true,
    proof: { mirror: hub.url },
  })
})

test.each([[theirs], [ours, theirs], ['127.0.0.1:60567/library/demo:1']])(
  'one that ended elsewhere is not: %s',
  async (...tried) => {
    const proving = await prove([ended(0, ...tried), ended(0, ...tried)])
    expect(proving).toMatchObject({ ok: false, notice: { code: 'not-proven-upstream' } })
  },
)

test('one that tells of no try is not', async () => {
  expect(await prove([ended(0), ended(0)])).toMatchObject({ ok: false })
})

test.each([
  ['docker.io/library', true],
  ['docker.io/library/demo', true],
  ['docker.io/lib', false],
  ['docker.io/library/dem', false],
  ['docker.io', false],
])('a table for %s keeps our mirror from the image: %s', async (prefix, isLonger) => {
  const path = '/home/dev/.config/containers/registries.conf.d/10-lib.conf'
  const proving = await prove([ended(0, ours)], {
    [path]: `[[registry]]\nprefix = "${prefix}"\nlocation = "127.0.0.1:6055/lib"\n`,
  })
  expect(proving).toMatchObject(
    isLonger ? { ok: false, notice: { code: 'podman-longer', values: { path, prefix } } } : { ok: true },
  )
})
