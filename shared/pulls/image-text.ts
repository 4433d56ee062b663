import type { Reference } from '../registry.ts'

/** A name as engines write it: the hub and its `library/` are left out. */
export function imageText({ upstream, repository, tag, digest }: Reference): string {
  const name = upstream === 'docker.io' ? repository.replace(/^library\//, '') : `${upstream}/${repository}`
  return `${name}${tag === null ? '' : `:${tag}`}${digest === null ? '' : `@${digest}`}`
}
