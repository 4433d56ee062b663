import { parseDaemonJson } from '../../../shared/codecs/daemon-json.ts'
import { parseHostsToml } from '../../../shared/codecs/hosts-toml.ts'
import type { Check } from '../../../shared/doctor.ts'
import { atLeast } from '../../../shared/engine.ts'
import type { DockerFacts } from '../../../shared/facts.ts'
import { readsHostsToml } from '../../../shared/engines/docker/rules.ts'
import type { FileState } from '../../../shared/files.ts'
import { notice } from '../../../shared/notice.ts'
import { endpointOf, hostAndPort, makeMirror } from '../../../shared/registry.ts'
import type { Survey } from '../../switching/survey.ts'
import { check, type Exam } from './scene.ts'

const daemonJson = '/etc/docker/daemon.json'
const hubHosts = '/etc/docker/certs.d/docker.io/hosts.toml'
// BuildKit keeps what it resolved of a repository for two to five minutes [measured 28.5].
const rememberedMs = 5 * 60_000

/** Versions of docker that verify less than they should, or later than one expects. */
export const dockerTrustExam: Exam = {
  id: 'version',
  async look(scene) {
    return (await scene.surveys()).flatMap((one) => (one.facts.id === 'docker' ? trust(one, one.facts) : []))
  },
}

function trust({ key, look }: Survey, facts: DockerFacts): readonly Check[] {
  const hosts = look.files.files.get(hubHosts)
  const url = insecureMirror(look.files.files.get(daemonJson))
  const version = facts.version?.text ?? ''
  const hole = (result: Check['result'], code: 'doctor-tls-hole' | 'doctor-buildkit-tls'): Check =>
    check('version', key, daemonJson, result, notice(code, { version, url: url ?? '', path: daemonJson }))
  const recent =
    readsHostsToml(facts) && hosts?.kind === 'text' && Date.now() - hosts.modifiedAt < rememberedMs
      ? [check('version', key, hubHosts, 'note', notice('doctor-buildkit-remembers', { path: hubHosts }))]
      : []
  if (url === null) return recent
  if (readsHostsToml(facts)) return namesHosts(hosts) ? recent : [hole('problem', 'doctor-tls-hole'), ...recent]
  return atLeast(facts.version, 23) ? [hole('note', 'doctor-buildkit-tls')] : []
}

// With hosts of its own for docker.io, docker passes over daemon.json's list and its trust [FACTS: docker].
function namesHosts(state: FileState | undefined): boolean {
  const parsed = state?.kind === 'text' ? parseHostsToml(hubHosts, state.text) : null
  return parsed?.ok === true && parsed.value.hosts.length > 0
}

// Loopback is insecure to docker without being told.
function insecureMirror(state: FileState | undefined): string | null {
  const parsed = state?.kind === 'text' ? parseDaemonJson(daemonJson, state.text) : null
  if (!parsed?.ok) return null
  const { 'registry-mirrors': listed, 'insecure-registries': insecure } = parsed.value.lists
  const named = new Set(insecure?.items.map(({ value }) => value))
  const found = listed?.items.find(({ value }) => {
    const made = makeMirror('docker.io', value, { insecure: false, ca: null })
    if (!made.ok) return false
    const { host, port } = endpointOf(made.value)
    return host === 'localhost' || host === '::1' || host.startsWith('127.') || named.has(hostAndPort(host, port))
  })
  return found?.value ?? null
}
