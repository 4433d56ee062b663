import { failure } from '../../shared/errors.ts'
import { kitDefaults } from '../../shared/gitlab/kit-options.ts'
import { formatPicture } from '../../shared/gitlab/kit-terminal.ts'
import { exit, print, printJson, type Command } from './command.ts'

export const registryKit: Command = {
  summary: 'keys and configuration for a registry beside GitLab',
  usage: 'registry-kit DIR --gitlab-url URL --registry-url URL | DIR --rotate | --explain',
  options: {
    'gitlab-url': { type: 'string' },
    'registry-url': { type: 'string' },
    'relative-url': { type: 'string' },
    // The other parts of “gitlab” know this name too, and may take several.
    registry: { type: 'string', multiple: true },
    key: { type: 'string' },
    days: { type: 'string' },
    issuer: { type: 'string' },
    service: { type: 'string' },
    rotate: { type: 'boolean' },
    explain: { type: 'boolean' },
  },
  help: [
    ['--gitlab-url U', 'where people open GitLab'],
    ['--registry-url U', 'where engines reach the registry'],
    ['--relative-url P', 'the relative URL root of GitLab, such as /gitlab'],
    ['--registry 2|3', 'the version of docker-registry; 2 unless told'],
    ['--key rsa|ecdsa', 'of the token-signing key: RSA unless told, and GitLab takes no other'],
    ['--days N', `how long its certificate is valid; ${kitDefaults.days} unless told`],
    ['--issuer NAME', `one for GitLab and the registry; ${kitDefaults.issuer} unless told`],
    ['--service NAME', `${kitDefaults.service} unless told, and GitLab knows no other`],
    ['--rotate', 'a new key beside the one in DIR, to be taken into use without a break'],
    ['--explain', 'which of the three certificates goes where, in one picture'],
  ],
  async run({ positionals: [folder], values }, core) {
    if (values.explain) {
      if (values.json) printJson({ picture: formatPicture() })
      else print(...formatPicture())
      return exit.done
    }
    if (folder === undefined) throw failure('kit-folder-missing')
    const { writeKit, writeRotation } = await import('./gitlab-kit-folder.ts')
    const report = await (values.rotate ? writeRotation : writeKit)(core, folder, values)
    if (values.json) printJson(report.json)
    else print(...report.lines)
    return exit.done
  },
}
