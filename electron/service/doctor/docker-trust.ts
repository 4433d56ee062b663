import { parseDaemonJson } from '../../../shared/codecs/daemon-json.ts'
import { parseHostsToml } from '../../../shared/codecs/hosts-toml.ts'
import type { Check } from '../../../shared/doctor.ts'
import { atLeast } from '../../../shared/engine.ts'
import type { DockerFacts } from '../../../shared/facts.ts'
import { readsHostsToml } from '../../../shared/engines/docker/rules.ts'
import type { FileState } from '../../../shared/files.ts'
import { notice } from '../../../shared/notice.ts'
import { endpointOf, hostAndPort, isLoopback, makeMirror } from '../../../shared/registry.ts'
import { dockerDirectories } from '../../../shared/targets.ts'
import type { Survey } from '../../switching/survey.ts'
import { check, type Exam } from './scene.ts'

// BuildKit keeps what it resolved of a repository for two to five minutes [measured 28.5].
const rememberedMs = 5 * 60_000

/** Versions of docker that verify less than they should, or later than one expects. */
export const dockerTrustExam: Exam = {
  id: 'version',
  async look(scene) {
    return (await scene.surveys()).flatMap((one) => (one.facts.id === 'docker' ? trust(one, one.facts) : []))
  },
}

function trust({ key, look, place }: Survey, facts: DockerFacts): readonly Check[] {
  const { config, certificates } = dockerDirectories(facts.layout ?? 'default', place.system.disk.places)
  const [daemonJson, hubHosts] = [`${config}/daemon.json`, `${certificates}/docker.io/hosts.toml`]
  const hosts = readsHostsToml(facts) ? look.files.files.get(hubHosts) : undefined
  const url = insecureMirror(daemonJson, look.files.files.get(daemonJson))
  const version = facts.version?.text ?? ''
  const hole = (result: Check['result'], code: 'doctor-tls-hole' | 'doctor-buildkit-tls'): Check =>
    check('version', key, daemonJson, result, notice(code, { version, url: url ?? '', path: daemonJson }))
  const recent =
    hosts?.kind === 'text' && Date.now() - hosts.modifiedAt < rememberedMs
      ? [check('version', key, hubHosts, 'note', notice('doctor-buildkit-remembers', { path: hubHosts }))]
      : []
  if (url === null) return recent
  // Docker Desktop’s engine reads no hosts.toml of ours that could mend it.
  if (atLeast(facts.version, 28))
    return namesHosts(hubHosts, hosts) ? recent : [hole('problem', 'doctor-tls-hole'), ...recent]
  return atLeast(facts.version, 23) ? [hole('note', 'doctor-buildkit-tls')] : []
}

// With hosts of its own for docker.io, docker passes over daemon.json's list and its trust [FACTS: docker].
function namesHosts(path: string, state: FileState | undefined): boolean {
  const parsed = state?.kind === 'text' ? parseHostsToml(path, state.text) : null
  return parsed?.ok === true && parsed.value.hosts.length > 0
}

// Loopback is insecure to docker without being told.
function insecureMirror(path: string, state: FileState | undefined): string | null {
  const parsed = state?.kind === 'text' ? parseDaemonJson(path, state.text) : null
  if (!parsed?.ok) return null
  const { 'registry-mirrors': listed, 'insecure-registries': insecure } = parsed.value.lists
  const named = new Set(insecure?.items.map(({ value }) => value))
  const found = listed?.items.find(({ value }) => {
    const made = makeMirror('docker.io', value, { insecure: false, ca: null })
    if (!made.ok) return false
    const { host, port } = endpointOf(made.value)
    return isLoopback(host) || named.has(hostAndPort(host, port))
  })
  return found?.value ?? null
}
