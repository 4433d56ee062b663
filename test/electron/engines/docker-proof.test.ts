import { appendFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { proveDocker } from '../../../electron/engines/docker-proof.ts'
import type { Proving } from '../../../electron/engines/proving.ts'
import { memoryDisk } from '../../../electron/system/memory-disk.ts'
import { parseReference } from '../../../shared/registry.ts'
import { dockerFacts, mirror, running } from '../../shared/engines/look.ts'
import { accessLog } from './access-log.ts'
import { fakeDockerd } from './fake-dockerd.ts'

const log = accessLog()
const image = 'docker.io/library/demo:1'
const hub = mirror('docker.io=http://m.lan:5000')
const other = 'docker/28.5.2 go/go1.27 UpstreamClient(Docker-Client/28.5.2 \\(linux\\))'

/** Proves by a pull that leaves these lines; `agent` is what dockerd makes of ours. */
async function prove(
  lines: (agent: string) => readonly string[],
  mirrors = [hub],
  knows: readonly (boolean | null)[] = [null, null],
): Promise<Proving> {
  const disk = memoryDisk()
  const { processes } = await fakeDockerd(disk)
  const looks = [...knows]
  const reference = parseReference(image)
  if (!reference.ok) throw new Error(image)
  const pulling = {
    ...processes,
    request: async (...[, , options]: Parameters<typeof processes.request>) => {
      const agent = `docker/20.10.24 go/go1.19.8 UpstreamClient(${options.headers?.['user-agent']})`
      for (const line of lines(agent)) appendFileSync(log(), `${line}\n`)
      return { status: 200, body: '' }
    },
  }
  const means = { mirrors, mirrorLog: log(), knows: async () => looks.shift() ?? null }
  return await proveDocker(
    { disk, processes: pulling },
    dockerFacts('28.5', 'classic', { running: running() }),
    reference.value,
    image,
    means,
  )
}

const line = (path: string, agent: string, status = 200): string =>
  `10.0.0.1 - - [23/Nov/2026:16:32:22 +0000] "HEAD ${path} HTTP/1.1" ${status} 583 "" "${agent}"`

test('the mirror’s lines of this very pull are a proof', async () => {
  const proving = await prove((agent) => [line('/v2/library/demo/manifests/1', agent)])
  expect(proving).toMatchObject({ ok: true, proof: { mirror: hub.url } })
})

test('a mirror with a path is known by it', async () => {
  const project = mirror('docker.io=http://m.lan:5000/hub')
  const asked = (agent: string) => [line('/v2/hub/library/demo/manifests/1?ns=docker.io', agent)]
  expect(await prove(asked, [hub, project])).toMatchObject({ ok: true, proof: { mirror: project.url } })
  expect(await prove(asked, [hub])).toMatchObject({ ok: false })
})

test.each<readonly [string, (agent: string) => readonly string[]]>([
  ['another docker’s pull of the same image', () => [line('/v2/library/demo/manifests/1', other)]],
  ['podman’s', () => [line('/v2/library/demo/manifests/1', 'containers/5.4.2 (github.com/containers/image)')]],
  ['a pull that the mirror refused', (agent) => [line('/v2/library/demo/manifests/1', agent, 404)]],
  ['a pull of another image', (agent) => [line('/v2/library/demo2/manifests/1', agent)]],
  ['a look at the registry alone', (agent) => [line('/v2/', agent)]],
])('%s is none', async (_, lines) => {
  expect(await prove(lines)).toMatchObject({ ok: false, notice: { code: 'not-proven-no-catalog' } })
})

test('a repository that came into the catalog meanwhile is told as just that', async () => {
  const proving = await prove(() => [], [hub], [false, true])
  expect(proving).toMatchObject({
    ok: true,
    proof: {
      evidence: [
        'library/demo was not in the catalog of http://m.lan:5000 just before this pull, and is just after it',
      ],
    },
  })
  expect(await prove(() => [], [hub], [true, true])).toMatchObject({ ok: false, notice: { code: 'not-proven-cached' } })
})
