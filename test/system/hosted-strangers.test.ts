// Whoever else answers where a mirror of ours should: nobody takes a stranger for it, and a failed change is undone.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Lab, startLab } from '../lab/lab.ts'
import { listening } from '../lab/ports.ts'
import { whyNot } from '../lab/prerequisites.ts'
import { type Json, pullcord } from '../lab/pullcord.ts'
import { systemSuite } from '../lab/suite.ts'
import { environmentOf } from '../lab/users.ts'

const user = 'dev'
const dev = '/run/lab/home/dev'
const home = `${dev}/.local/state/pullcord/hosted`

/** Answers as a registry does, as soon as it gets the port; with a second word it goes on by itself from then. */
const stranger = `
import http.server, os, sys, time
class Registry(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header('Docker-Distribution-Api-Version', 'registry/2.0')
        self.end_headers()
        self.wfile.write(b'{}')
while True:
    try:
        server = http.server.HTTPServer(('127.0.0.1', int(sys.argv[1])), Registry)
        break
    except OSError:
        time.sleep(0.01)
if len(sys.argv) > 2 and os.fork():
    os._exit(0)
server.serve_forever()
`

systemSuite('strangers where a mirror of ours should be', whyNot('podman', 'newuidmap'), () => {
  let lab: Lab

  const host = async (args: readonly string[], PATH = environmentOf(user)['PATH']!) =>
    await pullcord(lab.machine, ['host', ...args, '--json'], { user, env: { PATH } })
  const look = async (id: string): Promise<Json> =>
    ((await host(['status', id])).json!['mirrors'] as readonly Json[])[0]!

  const kill = async (words: string): Promise<void> => {
    const pids = (await lab.machine.run(['pgrep', '-u', user, '-f', words])).stdout
      .split('\n')
      .filter((pid) => pid !== '')
    expect(pids).toHaveLength(1)
    await lab.machine.run(['kill', '-KILL', ...pids])
  }

  /** A program “registry” that is found before any other; a shell says what it does first. */
  const before = (name: string, script: string): string => {
    const folder = `${dev}/${name}`
    mkdirSync(lab.machine.path(folder), { recursive: true })
    const text = `#!/bin/sh\n${script}\nexec /usr/bin/docker-registry "$@"\n`
    writeFileSync(lab.machine.path(`${folder}/registry`), text, { mode: 0o755 })
    return `${folder}:${environmentOf(user)['PATH']}`
  }

  beforeAll(async () => {
    lab = await startLab()
    writeFileSync(lab.machine.path(`${dev}/stranger.py`), stranger)
  })
  afterAll(() => lab?.machine.stop())

  test('one that takes the port after it was chosen is refused, and nothing is left', async () => {
    // The port is chosen before the programs are asked for their versions.
    const path = before('late', `python3 ${dev}/stranger.py 5000 alone >/dev/null 2>&1`)
    const { code, json } = await host(['start', '--way', 'binary'], path)
    expect([code, json]).toMatchObject([1, { error: { code: 'host-port-taken-by' } }])
    expect((await host(['status'])).json).toEqual({ mirrors: [] })
    expect((await lab.machine.run(['ls', home])).stdout).toBe('')
    expect((await pullcord(lab.machine, ['mirror', 'list'], { user })).stdout).toBe('No mirror is set.\n')
    await kill(`python3 ${dev}/stranger.py`)
  })

  test('one that takes it when the mirror was killed is never taken for the mirror, until it is gone', async () => {
    expect((await host(['start', '--way', 'binary', '--port', '5000'])).json).toMatchObject({ state: 'running' })
    const waiting = await lab.machine.start('stranger', ['python3', `${dev}/stranger.py`, '5000'])
    await kill(`^/usr/bin/docker-registry serve ${home}/docker.io/`)
    await listening(lab.machine, waiting, '127.0.0.1:5000')
    // Meanwhile it is started again and again.
    const looks: Json[] = []
    for (let left = 8; left > 0; left -= 1) looks.push(await look('docker.io'))
    expect(looks.map(({ state }) => state)).not.toContain('running')
    for (const end = Date.now() + 30_000; Date.now() < end; await sleep(200))
      if ((await look('docker.io'))['code'] === 'host-port-lost') break
    expect(await look('docker.io')).toMatchObject({ code: 'host-port-lost' })
    expect((await host(['start'])).json).toMatchObject({ error: { code: 'host-port-taken' } })
    await waiting.stop()
    expect((await host(['start'])).json).toMatchObject({ state: 'running', code: null })
  })

  test('a change of TLS that fails gives the old certificate back', async () => {
    const { office, stranger: other } = lab.machine.certificates
    const share = async (pair: typeof office): Promise<readonly string[]> => {
      await lab.machine.run(['install', '-o', user, '-m', '600', pair.key, `${dev}/key.pem`])
      return ['start', 'quay.io', '--way', 'binary', '--share-cert', pair.certificate, '--share-key', `${dev}/key.pem`]
    }
    expect((await host(await share(office))).json).toMatchObject({ state: 'running' })
    const path = before('broken', '[ "$1" = serve ] && exit 1')
    expect((await host(await share(other), path)).json).toMatchObject({ error: { code: 'host-upgrade-undone' } })
    expect(await look('quay.io')).toMatchObject({ state: 'running' })
    const config = lab.machine.path(`${home}/quay.io/config`)
    const text = (file: string): string => readFileSync(file, 'utf8')
    expect(text(`${config}/tls.crt`)).toBe(text(office.certificate))
    expect(text(`${config}/tls.key`)).toBe(text(office.key))
  })
})
