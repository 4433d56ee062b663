import { finding, type Finding, type FindingCode } from './finding.ts'
import type { ReadFiles } from './read-files.ts'
import { agreementRule, realmRule } from './rules/agreement.ts'
import { proxyRule } from './rules/proxy.ts'
import { addressRule, apiRule } from './rules/reach.ts'
import { jwksRule, registryRule } from './rules/registry.ts'
import { pathsRule, tokenKeyRule } from './rules/token-key.ts'
import { webRule } from './rules/web.ts'
import type { Scene } from './scene.ts'

const rules: readonly ((scene: Scene) => readonly Finding[])[] = [
  pathsRule,
  tokenKeyRule,
  agreementRule,
  realmRule,
  addressRule,
  apiRule,
  jwksRule,
  registryRule,
  webRule,
  proxyRule,
]

/** Everything that the files alone tell. */
export function judgeFiles(
  scene: Scene,
  { refusals, unset }: Pick<ReadFiles, 'refusals' | 'unset'>,
): readonly Finding[] {
  return [
    ...refusals.map(({ path, line, notice }) =>
      finding(notice.code as FindingCode, line === null ? (path ?? '') : `${path}:${line}`, notice.values),
    ),
    ...unset.map(({ variable, place }) => finding('check-variable-unset', place, { variable })),
    ...rules.flatMap((rule) => rule(scene)),
  ]
}
