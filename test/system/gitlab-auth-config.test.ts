import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CLOSED, PLANTED, startClosedRegistries } from '../lab/closed-registries.ts'
import { dockerEngine } from '../lab/docker-engines.ts'
import { startDocker } from '../lab/dockerd.ts'
import { type Machine, PROJECT_INSIDE, startMachine } from '../lab/machine.ts'
import { whyNot } from '../lab/prerequisites.ts'
import { command, pullcord } from '../lab/pullcord.ts'
import { systemSuite } from '../lab/suite.ts'
import { homeOf } from '../lab/users.ts'

const home = homeOf('dev')
const { user, password, refreshToken } = PLANTED
const base64 = Buffer.from(`${user}:${password}`).toString('base64')
/** As they stand, and as parts of what is made of them. */
const secrets = [password, refreshToken, base64, base64.replace(/=+$/, '')]
const engine = await dockerEngine('system')

const expected = (...registries: readonly string[]): string =>
  JSON.stringify({ auths: Object.fromEntries(registries.map((registry) => [registry, { auth: base64 }])) })

systemSuite('gitlab auth-config', whyNot('podman', 'skopeo'), () => {
  let machine: Machine
  const dev = { user: 'dev' } as const
  const run = (...args: readonly string[]) => pullcord(machine, ['gitlab', 'auth-config', ...args], dev)
  const put = (path: string, text: string, mode = 0o600): string => {
    const real = machine.path(path)
    mkdirSync(join(real, '..'), { recursive: true })
    writeFileSync(real, text)
    chmodSync(real, mode)
    return path
  }
  /** Every file of these folders that holds a planted secret. */
  const leaks = (folders: readonly string[]): readonly string[] =>
    folders.flatMap((folder) =>
      readdirSync(machine.path(folder), { recursive: true, encoding: 'utf8' }).flatMap((name) => {
        const path = machine.path(join(folder, name))
        if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return []
        const text = readFileSync(path, 'latin1')
        return secrets.some((secret) => text.includes(secret)) ? [join(folder, name)] : []
      }),
    )

  beforeAll(async () => {
    machine = await startMachine()
    await startClosedRegistries(machine)
    await machine.run(['chown', '-R', '1500:1500', home])
    const login = (program: string, registry: string, file: string) =>
      machine.run(
        [program, 'login', '--authfile', file, '--tls-verify=false', '-u', user, '--password-stdin', registry],
        { ...dev, input: password },
      )
    expect(await login('podman', CLOSED.basic, `${home}/.config/containers/auth.json`)).toMatchObject({ code: 0 })
    expect(await login('skopeo', CLOSED.bearer, `${home}/.config/containers/auth.json`)).toMatchObject({ code: 0 })
  }, 60_000)
  afterAll(() => machine?.stop())

  test('what podman login and skopeo login wrote is listed, without a secret', async () => {
    const { code, stdout, stderr } = await run()
    expect([code, stderr]).toEqual([0, ''])
    for (const registry of Object.values(CLOSED)) expect(stdout).toContain(`${registry}  ${user}`)
    for (const secret of secrets) expect(stdout).not.toContain(secret)
  })

  test('both are tried at their registries, and go whole into a pipe', async () => {
    const made = await run('--registry', `${CLOSED.basic},${CLOSED.bearer}`)
    expect([made.code, made.stdout]).toEqual([0, `${expected(CLOSED.basic, CLOSED.bearer)}\n`])
    for (const registry of Object.values(CLOSED))
      expect(made.stderr).toContain(`${registry} took the login of ${user}.`)
    for (const secret of secrets) expect(made.stderr).not.toContain(secret)
  })

  test('at a terminal it is hidden, unless somebody wants to see it', async () => {
    const typed = (...args: readonly string[]) => {
      const line = [...command(PROJECT_INSIDE), 'gitlab', 'auth-config', '--registry', CLOSED.basic, ...args]
      return machine.run(['script', '-qec', line.join(' '), '/dev/null'], dev)
    }
    const hidden = await typed()
    expect(hidden.stdout).toContain(`{"auths":{"${CLOSED.basic}":{"auth":"•••"}}}`)
    expect(hidden.stdout).not.toContain(base64)
    expect((await typed('--reveal')).stdout).toContain(expected(CLOSED.basic))
  })

  test('a password is asked for at the terminal, which shows nothing of it', async () => {
    const line = [...command(PROJECT_INSIDE), 'gitlab', 'auth-config', '--registry', CLOSED.bearer, '--user', user]
    const asked = ['python3', join(PROJECT_INSIDE, 'test/lab/answer-prompt.py'), 'Password for', ...line]
    const { code, stdout } = await machine.run(asked, { ...dev, input: `${password}\r` })
    expect([code, stdout.includes(`${CLOSED.bearer} took the login of ${user}.`)]).toEqual([0, true])
    for (const secret of secrets) expect(stdout).not.toContain(secret)
  })

  test('a wrong password is refused, and nothing is handed over', async () => {
    const typed = ['--user', user, '--password-stdin'] as const
    for (const registry of Object.values(CLOSED)) {
      const wrong = await pullcord(machine, ['gitlab', 'auth-config', '--registry', registry, ...typed], {
        ...dev,
        input: 'wrong\n',
      })
      expect([wrong.code, wrong.stdout]).toEqual([1, ''])
      expect(wrong.stderr).toContain('refused the login of jane')
    }
  })

  test('skopeo opens both registries with the value, and so does docker', async () => {
    const out = `${home}/value.json`
    expect((await run('--registry', `${CLOSED.basic},${CLOSED.bearer}`, '--out', out)).code).toBe(0)
    expect(statSync(machine.path(out)).mode & 0o777).toBe(0o600)
    expect(await run('--registry', CLOSED.basic, '--out', out)).toMatchObject({ code: 1 })
    for (const registry of Object.values(CLOSED)) {
      const image = `docker://${registry}/team/app:1`
      const inspect = ['skopeo', 'inspect', '--tls-verify=false', '--raw', image] as const
      expect((await machine.run([...inspect, '--no-creds'], dev)).code).not.toBe(0)
      expect((await machine.run([...inspect, '--authfile', out], dev)).stdout).toContain('"schemaVersion":2')
    }
    if (engine.kind === 'missing') return console.warn(`SKIPPED: docker with DOCKER_AUTH_CONFIG: ${engine.why}`)
    const docker = await startDocker(machine, 'classic')
    await machine.run(['sh', '-c', `mkdir -p /run/config && cp ${out} /run/config/config.json`])
    for (const registry of Object.values(CLOSED)) {
      const pull = (...config: readonly string[]) =>
        machine.run(['docker', ...config, 'pull', `${registry}/team/app:1`])
      expect((await pull()).code).toBe(1)
      expect(await pull('--config', '/run/config')).toMatchObject({ code: 0 })
      await machine.run(['docker', 'image', 'rm', `${registry}/team/app:1`])
    }
    await docker.stop()
    await machine.run(['rm', '-r', '/run/config', out])
  })

  test('a helper keeps the login, and an identity token is exchanged', async () => {
    const helper = `#!/bin/sh
case "$1" in
list) echo '{"${CLOSED.bearer}":"<token>"}' ;;
get) read -r name; [ "$name" = ${CLOSED.bearer} ] || { echo credentials not found; exit 1; }
  sleep 0.7
  echo '{"Username":"<token>","Secret":"${refreshToken}"}' ;;
esac
`
    put('/run/lab/bin/docker-credential-lab', helper, 0o755)
    put(`${home}/.docker/config.json`, '{"credsStore":"lab"}', 0o644)
    const env = { PATH: '/run/lab/bin:/usr/bin:/bin' }
    const line = [...command(PROJECT_INSIDE), 'gitlab', 'auth-config', '--from', 'docker', '--registry', CLOSED.bearer]
    const ended = machine.run(line, { ...dev, env })
    // While it waits for its helper and logs in: no process of the machine has a secret in its arguments or environment.
    const seen = new Set<string>()
    const look = setInterval(() => argumentsOfAll(machine).forEach((text) => seen.add(text)), 20)
    await ended.finally(() => clearInterval(look))
    const { code, stdout, stderr } = await ended
    expect([code, JSON.parse(stdout)]).toEqual([0, { auths: { [CLOSED.bearer]: { identitytoken: refreshToken } } }])
    expect(stderr).toContain('took the identity token, but not as a password')
    expect([...seen].some((text) => text.includes('docker-credential-lab'))).toBe(true)
    expect([...seen].filter((text) => secrets.some((secret) => text.includes(secret)))).toEqual([])
    await machine.run(['rm', '-r', '/run/lab/bin', `${home}/.docker`])
  })

  test('to the clipboard of a display, for as long as it was told', async () => {
    if (whyNot('Xvfb', 'xclip') !== null) return console.warn(`SKIPPED: the clipboard: ${whyNot('Xvfb', 'xclip')}`)
    const display = await machine.start('xvfb', ['Xvfb', ':9', '-screen', '0', '640x480x8', '-nolisten', 'tcp'], dev)
    const env = { DISPLAY: ':9' }
    const read = () => machine.run(['xclip', '-selection', 'clipboard', '-o'], { ...dev, env })
    await expect.poll(async () => (await read()).stderr, { timeout: 10_000 }).toContain('target STRING not available')
    const copy = await pullcord(
      machine,
      ['gitlab', 'auth-config', '--registry', CLOSED.basic, '--copy', '--copy-for', '5'],
      { ...dev, env },
    )
    expect([copy.code, copy.stdout]).toEqual([0, ''])
    expect((await read()).stdout).toBe(expected(CLOSED.basic))
    expect(argumentsOfAll(machine).filter((text) => text.includes(base64))).toEqual([])
    await expect.poll(async () => (await read()).code, { timeout: 10_000 }).not.toBe(0)
    await display.stop()
  })

  test('nothing of a secret is left but where podman put it', () => {
    // What is written to /tmp and /var of the machine lies in the upper folders of their overlays.
    const written = ['/run/lab/tmp/up', '/run/lab/var/up', '/run/lab/etc', '/run/user/1500', home]
    expect(leaks(written)).toEqual([`${home}/.config/containers/auth.json`])
  })
})

/** Arguments and environment of every process inside. */
function argumentsOfAll(machine: Machine): readonly string[] {
  const proc = machine.path('/proc')
  return readdirSync(proc)
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) =>
      ['cmdline', 'environ'].map((file) => {
        try {
          return readFileSync(join(proc, pid, file), 'latin1')
        } catch {
          return ''
        }
      }),
    )
}
