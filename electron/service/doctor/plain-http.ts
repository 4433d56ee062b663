import { parseDaemonJson } from '../../../shared/codecs/daemon-json.ts'
import type { Check } from '../../../shared/doctor.ts'
import type { DockerFacts, PodmanFacts } from '../../../shared/facts.ts'
import { insecureHosts } from '../../../shared/engines/docker/rules.ts'
import { podmanLocation } from '../../../shared/engines/podman/drop-in.ts'
import { readTables } from '../../../shared/engines/podman/tables.ts'
import { notice } from '../../../shared/notice.ts'
import { makeMirror, type Mirror } from '../../../shared/registry.ts'
import { dockerDirectories } from '../../../shared/targets.ts'
import { probe } from '../../mirrors/health.ts'
import type { Survey } from '../../switching/survey.ts'
import { check, type Exam, type Scene } from './scene.ts'

/** Mirrors that speak plain http where the engine was not told: it passes over them, and says nothing. */
export const plainHttpExam: Exam = {
  id: 'plain-http',
  async look(scene) {
    const found = await Promise.all(
      (await scene.surveys()).map(async (one) => {
        if (one.facts.id === 'podman') return await podmanTables(scene, one, one.facts)
        return one.facts.id === 'docker' ? dockerList(one, one.facts) : []
      }),
    )
    return found.flat()
  },
}

async function podmanTables(scene: Scene, { key, look }: Survey, facts: PodmanFacts): Promise<readonly Check[]> {
  const { byPrefix } = readTables(look.files, facts, scene.desk.place.system.disk.places, null)
  const asked = [...byPrefix.values()].flatMap(({ path, table }) =>
    table.mirrors
      .filter(({ insecure }) => !insecure)
      .map(async ({ location }) => {
        if (!(await speaksPlainHttp(table.prefix, location, scene))) return []
        const values = { path, location, upstream: table.prefix }
        return [check('plain-http', key, path, 'problem', notice('doctor-plain-http', values))]
      }),
  )
  const found = (await Promise.all(asked)).flat()
  return found.length > 0 ? found : [check('plain-http', key, '')]
}

// By the list, where it names the place by http; else by asking both ways at once.
async function speaksPlainHttp(upstream: string, location: string, { settings, desk }: Scene): Promise<boolean> {
  const listed = settings.mirrors.filter((mirror) => podmanLocation(mirror) === location)
  if (listed.length > 0) return listed.every(({ url }) => url.startsWith('http:'))
  if (!desk.place.system.processes) return false
  const made = ['https', 'http'].map((scheme) =>
    makeMirror(upstream, `${scheme}://${location}`, { insecure: scheme === 'https', ca: null }),
  )
  const [secure, plain] = await Promise.all(made.map(async (one) => one.ok && (await isRegistry(one.value))))
  return plain === true && secure !== true
}

async function isRegistry(mirror: Mirror): Promise<boolean> {
  return ['up', 'needs-login'].includes((await probe(mirror)).health)
}

function dockerList({ key, look, place }: Survey, facts: DockerFacts): readonly Check[] {
  const daemonJson = `${dockerDirectories(facts.layout ?? 'default', place.system.disk.places).config}/daemon.json`
  const state = look.files.files.get(daemonJson)
  const parsed = state?.kind === 'text' ? parseDaemonJson(daemonJson, state.text) : null
  if (!parsed?.ok) return []
  const values = (name: 'registry-mirrors' | 'insecure-registries'): readonly string[] =>
    parsed.value.lists[name]?.items.map(({ value }) => value) ?? []
  const insecure = values('insecure-registries')
  const found = values('registry-mirrors').flatMap((url) => {
    const made = makeMirror('docker.io', url, { insecure: false, ca: null })
    const hosts = made.ok ? insecureHosts([made.value], facts) : []
    return hosts
      .filter((host) => !insecure.includes(host))
      .map((host) => notice('doctor-docker-http', { version: facts.version?.text ?? '', url, host, path: daemonJson }))
  })
  return found.length > 0
    ? found.map((said) => check('plain-http', key, daemonJson, 'problem', said))
    : [check('plain-http', key, daemonJson)]
}
