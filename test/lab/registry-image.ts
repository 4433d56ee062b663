import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Machine } from './machine.ts'

const PROGRAM = '/usr/bin/docker-registry'

/** What a program loads, by path. */
function librariesOf(program: string): readonly string[] {
  return execFileSync('ldd', [program], { encoding: 'utf8' }).match(/\/\S+/g) ?? []
}

/**
 * The root of an image of distribution's registry, made of Debian's binary, what it loads, and the authorities that
 * the machine trusts, as a tar that podman and docker import. Its path is the same inside the machine.
 */
export async function registryTar(machine: Machine): Promise<string> {
  const root = join(machine.work, 'registry-image')
  for (const path of [PROGRAM, ...librariesOf(PROGRAM)]) {
    mkdirSync(join(root, dirname(path)), { recursive: true })
    copyFileSync(realpathSync(path), join(root, path))
  }
  mkdirSync(join(root, 'tmp'))
  const authorities = '/etc/ssl/certs/ca-certificates.crt'
  const tar = `${root}.tar`
  const script = `install -D -m 644 ${authorities} ${root}${authorities} && tar -C ${root} -cf ${tar} .`
  const { code, stderr } = await machine.run(['sh', '-c', script])
  if (code !== 0) throw new Error(stderr)
  return tar
}

/** Imports it under a name, by `podman` or `docker`. */
export async function importRegistry(machine: Machine, engine: 'podman' | 'docker', tar: string, name: string) {
  const entry = `ENTRYPOINT ["${PROGRAM}"]`
  const { code, stderr } = await machine.run([engine, 'import', '--change', entry, tar, name])
  if (code !== 0) throw new Error(stderr)
}

/** Lets a machine run containers: crun wants the second version of cgroups, alone [measured crun 1.8]. */
export async function withCgroups(machine: Machine): Promise<void> {
  const { code, stderr } = await machine.run(['mount', '-t', 'cgroup2', 'cgroup2', '/sys/fs/cgroup'])
  if (code !== 0) throw new Error(stderr)
}
