import type { Machine } from './machine.ts'
import type { Outcome } from './outcome.ts'

const SCRIPT = `
folder=$(mktemp -d) && cd "$folder" && printf 'FROM %s\\nLABEL lab=1\\n' "$1" > Dockerfile
DOCKER_BUILDKIT=1 exec docker build --pull --no-cache --tag lab-build .
`

/** Builds an image of nothing but `FROM`, by the BuildKit inside dockerd; needs docker's buildx. */
export function buildFrom(machine: Machine, image: string): Promise<Outcome> {
  return machine.run(['sh', '-c', SCRIPT, 'build', image])
}
