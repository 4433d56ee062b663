/** The variable that GitLab’s runner reads [docs.gitlab.com/ci/docker/using_docker_images]. */
export const variableName = 'DOCKER_AUTH_CONFIG'

/**
 * Lines of a `.gitlab-ci.yml` for jobs that call docker by themselves; they name the variable and hold no secret.
 * For `image:` and `services:` the runner reads it without a line [docs.gitlab.com/ci/docker/authenticate_registry].
 */
export function ciLines(): string {
  return [
    '# image: and services: need nothing here: the runner reads DOCKER_AUTH_CONFIG by itself.',
    '# A job that calls docker, podman or skopeo itself:',
    'build:',
    '  before_script:',
    '    - mkdir -p "$HOME/.docker"',
    '    - (umask 077 && printf %s "$DOCKER_AUTH_CONFIG" > "$HOME/.docker/config.json")',
    '',
  ].join('\n')
}

/** The runner’s entry for `[[runners]]` of its `config.toml`, as a basic string of TOML [toml.io/en/v1.0.0#string]. */
export function runnerEnvironment(line: string): string {
  const escaped = line.replaceAll(/["\\\p{Cc}]/gu, (sign) =>
    sign === '"' || sign === '\\' ? `\\${sign}` : `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return `environment = ["${variableName}=${escaped}"]`
}
