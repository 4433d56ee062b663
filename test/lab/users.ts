/** Who runs a command inside a machine: root, or an unprivileged person with subordinate ids. */
export type User = 'root' | 'dev'

// Without /usr/local: what a developer has put there is not the engine under test.
const PATH = '/usr/sbin:/usr/bin:/sbin:/bin'

/** The home of a user inside a machine; nobody's real home is used. */
export function homeOf(user: User): string {
  return `/run/lab/home/${user}`
}

/** The whole environment of a command: nothing of the test process reaches it. */
export function environmentOf(user: User): Readonly<Record<string, string>> & { readonly HOME: string } {
  const env = { HOME: homeOf(user), USER: user, LOGNAME: user, LANG: 'C.UTF-8', PATH }
  return user === 'root' ? env : { ...env, XDG_RUNTIME_DIR: '/run/user/1500' }
}

/** The command prefix that becomes the user. */
export function identityOf(user: User): readonly string[] {
  return user === 'root' ? [] : ['setpriv', '--reuid=1500', '--regid=1500', '--clear-groups', '--']
}
