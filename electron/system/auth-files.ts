import type { System } from './system.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** A file of docker or podman that may hold logins. */
export interface AuthFile {
  readonly source: 'docker' | 'podman'
  readonly path: string
}

/**
 * Where docker and podman keep logins, docker’s first; each path once [docker login; containers-auth.json(5)]. As root
 * the variables are passed over: sudo may keep a user’s, and what they name chooses a program to run.
 */
export function authFilesOf({ disk: { places, uid, root } }: System, env: Environment): readonly AuthFile[] {
  const own = uid === 0 || root !== '' ? {} : env
  const runtime = `${own.XDG_RUNTIME_DIR || (uid === 0 ? '/run' : `/run/user/${uid}`)}/containers`
  const files = [
    ['docker', own.DOCKER_CONFIG && `${own.DOCKER_CONFIG}/config.json`],
    ['podman', own.REGISTRY_AUTH_FILE],
    ['docker', `${places.home}/.docker/config.json`],
    ['podman', `${runtime}/${uid === 0 ? '0/' : ''}auth.json`],
    ['podman', `${places.configHome}/containers/auth.json`],
  ] as const
  const usable = files.flatMap(([source, path]) => (path?.startsWith('/') ? [{ source, path }] : []))
  return usable.filter(({ path }, at) => usable.findIndex((other) => other.path === path) === at)
}
