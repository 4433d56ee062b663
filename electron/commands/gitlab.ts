import { failure } from '../../shared/errors.ts'
import type { Command } from './command.ts'
import { authConfig } from './gitlab-auth-config.ts'
import { check } from './gitlab-check.ts'
import { registryKit } from './gitlab-registry-kit.ts'
import { gitlabRunner } from './gitlab-runner.ts'

/** What stands behind `gitlab`; each with options and help of its own. */
const parts: Readonly<Record<string, Command>> = {
  'auth-config': authConfig,
  runner: gitlabRunner,
  'registry-kit': registryKit,
  check,
}

export const gitlab: Command = {
  parts,
  summary: 'what a GitLab needs of registries',
  usage: `gitlab ${Object.keys(parts).join(' | ')}`,
  options: Object.assign({}, ...Object.values(parts).map(({ options }) => options)),
  help: Object.entries(parts).map(([name, { summary }]) => [name, summary]),
  async run({ positionals: [name = '', ...positionals], values }, core) {
    if (!Object.hasOwn(parts, name))
      throw failure('usage', { why: `There is no “gitlab ${name}”.`, help: 'gitlab --help' })
    return await parts[name]!.run({ positionals, values }, core)
  },
}
