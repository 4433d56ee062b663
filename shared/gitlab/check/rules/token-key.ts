import { finding, type Finding } from '../finding.ts'
import type { PemFacts } from '../pem-facts.ts'
import { lookUp, pemOf, type Scene } from '../scene.ts'
import { said, subjectOf } from '../setting.ts'
import { webFiles } from './web-files.ts'

/**
 * The key that GitLab signs with, and the bundle by which a registry knows it: the pair that must not be mixed with
 * the web server's (sameersbn/docker-gitlab, docs/container_registry.md; distribution, registry/auth/token).
 */
export function tokenKeyRule(scene: Scene): readonly Finding[] {
  const { gitlab, registry } = scene
  const [keySetting, bundleSetting] = [gitlab?.keyPath ?? null, registry?.get('auth.token.rootcertbundle') ?? null]
  const key = pemOf(scene, keySetting, gitlab?.service ?? null)
  const bundle = pemOf(scene, bundleSetting, registry?.service ?? null)
  const found: Finding[] = []
  if (key && keySetting) found.push(...keyFindings(key, subjectOf(keySetting), keySetting.name))
  const bundleIsKey = bundle !== null && bundle.certificates.length === 0
  if (bundle && bundleSetting) {
    const values = { path: bundle.path, variable: bundleSetting.name }
    if (bundleIsKey) found.push(finding('check-bundle-empty', subjectOf(bundleSetting), values))
    else if (bundle.keys.length > 0) found.push(finding('check-bundle-key', subjectOf(bundleSetting), values))
  }
  const signing = key?.keys[0]
  if (!bundle || bundleIsKey || !signing || !keySetting || !bundleSetting || key === null) return found

  const known = bundle.certificates.map(({ keyId }) => keyId)
  const values = {
    key: key.path,
    keyId: signing.keyId,
    keyVariable: keySetting.name,
    bundle: bundle.path,
    bundleId: known[0] ?? '',
    bundleVariable: bundleSetting.name,
  }
  const web = webFiles(scene)
  const isOfWeb = (keyId: string): boolean => web.some(({ leaf, key: own }) => leaf?.keyId === keyId || own === keyId)
  const subject = subjectOf(bundleSetting)
  if (known.includes(signing.keyId)) {
    const isShared = isOfWeb(signing.keyId)
    const isWebWrong = web.some(({ leaf }) => leaf?.keyId === signing.keyId && isForNobody(leaf.names))
    return [
      ...found,
      finding('check-pair', subject, values),
      ...(isShared && !isWebWrong ? [finding('check-one-key', subject, values)] : []),
    ]
  }
  if (known.some(isOfWeb)) return [...found, finding('check-bundle-is-web', subject, values)]
  if (isOfWeb(signing.keyId)) return [...found, finding('check-key-is-web', subjectOf(keySetting), values)]
  return [...found, finding('check-not-pair', subject, values)]
}

const isForNobody = (names: readonly string[]): boolean => names.length === 0

// GitLab opens the file with OpenSSL::PKey::RSA, without a password (lib/json_web_token/rsa_token.rb).
function keyFindings({ path, mode, keys, broken }: PemFacts, subject: string, variable: string): readonly Finding[] {
  const values = { path, variable }
  const [key] = keys
  if (broken.some(({ why }) => why === 'encrypted')) return [finding('check-key-encrypted', subject, values)]
  if (key === undefined) return [finding('check-key-unreadable', subject, values)]
  const isOpen = mode !== null && (mode & 0o007) !== 0
  return [
    ...(key.type === 'rsa' ? [] : [finding('check-key-not-rsa', subject, { ...values, type: key.type })]),
    ...(isOpen
      ? [finding('check-key-open', subject, { ...values, mode: (mode & 0o777).toString(8).padStart(4, '0') })]
      : []),
  ]
}

/** Whether each file that a variable names is where its container looks for it. */
export function pathsRule(scene: Scene): readonly Finding[] {
  const { gitlab, registry } = scene
  const named = [
    { setting: gitlab?.keyPath ?? null, service: gitlab?.service ?? null },
    ...['auth.token.rootcertbundle', 'auth.token.jwks', 'http.tls.certificate', 'http.tls.key'].map((name) => ({
      setting: registry?.get(name) ?? null,
      service: registry?.service ?? null,
    })),
  ]
  return named.flatMap(({ setting, service }) => {
    const path = said(setting)
    if (setting === null || path === null) return []
    // Omnibus makes a key of its own where none is named.
    if (setting.place === '') return [finding('check-key-unset', setting.name, { variable: setting.name, path })]
    const looked = lookUp(scene, path, service)
    const values = {
      variable: setting.name,
      path: looked.kind === 'absent' ? looked.path : path,
      service: service?.name ?? '',
    }
    if (looked.kind === 'unmounted') return [finding('check-path-unmounted', subjectOf(setting), values)]
    if (looked.kind === 'absent') return [finding('check-file-absent', subjectOf(setting), values)]
    if (looked.kind === 'unknown') return [finding('check-file-not-given', subjectOf(setting), values)]
    const isPem = looked.file.kind === 'pem'
    const wantsKey = setting === gitlab?.keyPath
    return wantsKey && !isPem
      ? [finding('check-key-unreadable', subjectOf(setting), { ...values, path: looked.file.path })]
      : []
  })
}
