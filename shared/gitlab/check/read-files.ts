import { openBudget, Overspent } from './budget.ts'
import { isApache, readApache } from './apache-sites.ts'
import { mergeServices, readCompose, type Compose, type Service } from './compose.ts'
import { parseEnvFile } from './env-file.ts'
import { nameOf, tidy } from './file-paths.ts'
import { gitlabOfOmnibus, gitlabOfService } from './gitlab-side.ts'
import { isGitlabRb, readGitlabRb } from './gitlab-rb.ts'
import { checkLimits } from './limits.ts'
import { isNginx, readNginx } from './nginx-sites.ts'
import { omnibusSites } from './omnibus-site.ts'
import { isRegistryConfig, readRegistryConfig, variableOf } from './registry-config.ts'
import { isRegistry, registrySide } from './registry-side.ts'
import type { Refusal } from '../../plan.ts'
import { unparseable } from '../../codecs/parsed.ts'
import type { Setting } from './setting.ts'
import type { GitlabSide, RegistrySide, Sides } from './sides.ts'
import type { Site } from './site.ts'
import { parseTree, under } from './yaml-tree.ts'

/** A file that a person named, with its text. */
export interface GivenFile {
  readonly path: string
  readonly text: string
  /** Permission bits; null where they are not known. */
  readonly mode: number | null
}

/** What the files say, what could not be read, and variables that are used and not set. */
export interface ReadFiles extends Sides {
  readonly refusals: readonly Refusal[]
  readonly unset: Compose['unset']
}

/** Recognises each file by what is in it, and reads it; certificates and keys are not for this. */
export function readFiles(given: readonly GivenFile[]): ReadFiles {
  const texts = new Map(given.map(({ path, text }) => [tidy(path), text]))
  const refusals: Refusal[] = []
  const composes: { readonly path: string; readonly compose: Compose }[] = []
  const sites: Site[] = []
  const config = new Map<string, Setting>()
  const omnibus = new Map<string, Setting>()
  const loose = new Map<string, Setting>()
  const budget = openBudget(checkLimits.read)
  const refuse = (path: string, why: string): void => void refusals.push(unparseable(path, { line: 1, column: 1 }, why))
  const read = ({ path, text }: GivenFile): void => {
    if (/-----BEGIN /.test(text)) return
    if (/\.ya?ml$/i.test(path)) {
      const tree = parseTree(path, text)
      if (!tree.ok) refusals.push(tree.refusal)
      else if (under(tree.value, 'services') !== null)
        composes.push({ path, compose: readCompose(path, tree.value, (one) => texts.get(one) ?? null, budget) })
      else if (isRegistryConfig(tree.value))
        for (const [name, one] of readRegistryConfig(path, tree.value, budget)) config.set(name, one)
    } else if (isApache(text)) sites.push(...readApache(path, text))
    else if (isNginx(text)) {
      const found = readNginx(path, text)
      if (found) sites.push(...found)
      else refuse(path, 'its braces and semicolons do not fit together')
    } else if (isGitlabRb(text)) for (const [name, one] of readGitlabRb(path, text)) omnibus.set(name, one)
    else if (/(?:^|\.)env/.test(nameOf(path)))
      for (const [name, one] of parseEnvFile(path, text, new Map(), budget)) loose.set(name, one)
  }
  for (const file of given) {
    try {
      read(file)
    } catch (error) {
      if (!(error instanceof Overspent)) throw error
      refuse(file.path, error.message)
    }
  }
  const services = mergeServices(inOrder(composes).map(({ compose }) => compose.services))
  const gitlab = gitlabIn(services, omnibus, loose)
  const relevant = services.filter((one) => isRegistry(one) || one === gitlab?.service)
  const used = new Set(
    relevant.flatMap(({ environment }) => [...environment.values()].filter(matters).map(({ place }) => place)),
  )
  return {
    services,
    gitlab,
    registry: registryIn(services, config, loose),
    sites: [...sites, ...omnibusSites(omnibus, gitlab)],
    refusals,
    unset: composes.flatMap(({ compose }) => compose.unset).filter(({ place }) => used.has(place)),
  }
}

// What is called an override comes after what it overrides.
function inOrder<T extends { readonly path: string }>(files: readonly T[]): readonly T[] {
  const rank = ({ path }: T): number => (nameOf(path).includes('override') ? 1 : 0)
  return files.toSorted((a, b) => rank(a) - rank(b))
}

function gitlabIn(
  services: readonly Service[],
  omnibus: ReadonlyMap<string, Setting>,
  loose: ReadonlyMap<string, Setting>,
): GitlabSide | null {
  const found = services.map(gitlabOfService).find((one) => one !== null)
  if (found) return found
  if (omnibus.size > 0) return gitlabOfOmnibus(omnibus, null)
  // A file of variables by itself: what “docker run --env-file” is given.
  return loose.has('GITLAB_REGISTRY_HOST') ? withoutService(gitlabOfService(alone(loose))) : null
}

function registryIn(
  services: readonly Service[],
  config: ReadonlyMap<string, Setting>,
  loose: ReadonlyMap<string, Setting>,
): RegistrySide | null {
  const all = services.filter(isRegistry)
  // Beside others, the one that asks for tokens.
  const service = all.find(({ environment }) => environment.has(variableOf('auth.token.realm'))) ?? all[0] ?? null
  if (service !== null || config.size > 0) return registrySide(service, config)
  return loose.has('REGISTRY_AUTH_TOKEN_REALM') ? { ...registrySide(alone(loose), config), service: null } : null
}

function withoutService(side: GitlabSide | null): GitlabSide | null {
  return side && { ...side, service: null }
}

function alone(environment: ReadonlyMap<string, Setting>): Service {
  const none = { mounts: [], networks: [], names: [], links: new Map(), ports: [] }
  return { ...none, name: '', place: '', image: '', isBuilt: false, environment, replicas: 1 }
}

// A mail server's password is none of our business.
function matters({ name }: Setting): boolean {
  return /REGISTRY|^GITLAB_(?:HOST|HTTPS|PORT|RELATIVE_URL_ROOT)$/.test(name)
}
