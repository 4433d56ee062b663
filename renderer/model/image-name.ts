import type { Reference } from '../../shared/registry.ts'

/** A name as engines write it: the hub and its `library/` are left out, a digest is cut short. */
export function imageName({ upstream, repository, tag, digest }: Reference): string {
  const name = upstream === 'docker.io' ? repository.replace(/^library\//, '') : `${upstream}/${repository}`
  return `${name}${tag === null ? '' : `:${tag}`}${digest === null ? '' : `@${digest.slice(0, 19)}…`}`
}
