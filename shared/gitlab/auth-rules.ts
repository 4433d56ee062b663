import { notice, type Code, type Notice, type Values } from '../notice.ts'

const variables = 'https://docs.gitlab.com/ci/variables/'
const runner = 'https://gitlab.com/gitlab-org/gitlab-runner/-/blob/main/helpers/docker/auth/auth.go'
const maskable = 'https://gitlab.com/gitlab-org/gitlab/-/blob/master/app/models/concerns/ci/maskable.rb'

/** One thing that GitLab will do with the variable, and whether this value is fit for it. */
export interface AuthRule {
  /** Null where it depends on what one chooses. */
  readonly met: boolean | null
  readonly notice: Notice
  /** The page or the source that says so. */
  readonly source: string
}

/** What a masked value may be while variables in it are expanded [Ci::Maskable::REGEX]. */
const maskedExpanded = /^[a-zA-Z0-9_+=/@:.~-]{8,}$/
/** What a masked value may be once it is raw [Ci::Maskable::MASK_AND_RAW_REGEX]. */
const maskedRaw = /^\S{8,}$/
/** Characters of a variable of the whole instance [Ci::InstanceVariable]. */
const instanceLimit = 10_000
/** Bytes of one string in the environment of a Linux process [execve(2), MAX_ARG_STRLEN; name and `=` included]. */
const linuxLimit = 131_072

/** What GitLab and its runner will do with this value of DOCKER_AUTH_CONFIG. */
export function rulesFor(line: string): readonly AuthRule[] {
  const length = line.length
  const rule = (met: boolean | null, code: Code, source: string, values: Values = {}): AuthRule => ({
    met,
    notice: notice(code, values),
    source,
  })
  return [
    maskedExpanded.test(line)
      ? rule(true, 'auth-rule-masked', maskable)
      : rule(maskedRaw.test(line), 'auth-rule-masked-raw', maskable),
    rule(null, 'auth-rule-masked-whole', `${variables}#mask-a-cicd-variable`),
    rule(maskedRaw.test(line), 'auth-rule-hidden', `${variables}#hide-a-cicd-variable`),
    rule(null, 'auth-rule-protected', `${variables}#protect-a-cicd-variable`),
    rule(
      null,
      'auth-rule-environment',
      'https://docs.gitlab.com/ci/environments/#limit-the-environment-scope-of-a-cicd-variable',
    ),
    rule(length <= instanceLimit, 'auth-rule-instance-size', `${variables}#for-an-instance`, {
      length,
      limit: instanceLimit,
    }),
    rule(
      line.length + 'DOCKER_AUTH_CONFIG='.length < linuxLimit,
      'auth-rule-linux-size',
      'https://man7.org/linux/man-pages/man2/execve.2.html',
      {
        limit: linuxLimit,
      },
    ),
    rule(null, 'auth-rule-first', runner),
  ]
}
