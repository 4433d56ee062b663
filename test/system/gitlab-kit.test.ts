// A registry beside a GitLab, set up by the files of a kit alone: real docker-registry, Apache, nginx and engines.
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startDocker } from '../lab/dockerd.ts'
import { whyNot } from '../lab/prerequisites.ts'
import { systemSuite } from '../lab/suite.ts'
import { placeWebCertificate } from '../lab/web-servers.ts'
import { GITLAB_URL, HOSTS, type KitRig, LOGIN, startKitRig } from './gitlab-kit-rig.ts'

/** More than nginx takes of a body unless told otherwise (1 MiB), and not to be compressed. */
const LAYER_BYTES = 3 * 1024 * 1024

systemSuite('a registry by the files of a kit', whyNot('dockerd', 'podman', 'skopeo', 'nginx', 'apache2'), () => {
  let rig: KitRig
  const run = async (command: string, input = ''): Promise<{ readonly code: number | null; readonly told: string }> => {
    const { code, stdout, stderr } = await rig.machine.run(['sh', '-c', command], { input })
    return { code, told: stdout + stderr }
  }

  beforeAll(async () => {
    rig = await startKitRig()
    await startDocker(rig.machine, 'classic')
    await run(`head -c ${LAYER_BYTES} /dev/urandom >/tmp/layer && tar -C /tmp -cf /tmp/image.tar layer`)
    await run('docker import /tmp/image.tar made')
    await run('podman import --quiet /tmp/image.tar made')
  })
  afterAll(() => rig?.machine.stop())

  test('openssl agrees: the key is the pair of the certificate, which is its own', async () => {
    const [key, certificate] = ['key', 'crt'].map((end) => join(rig.kit, `registry-auth.${end}`))
    const { code, told } = await run(
      `test "$(openssl pkey -in ${key} -pubout)" = "$(openssl x509 -in ${certificate} -noout -pubkey)" &&
       openssl verify -CAfile ${certificate} ${certificate} && openssl pkey -in ${key} -noout -text | head -1`,
    )
    expect(told).toContain(': OK')
    expect(told).toContain('4096 bit')
    expect(code).toBe(0)
  })

  describe.each(['apache', 'nginx'] as const)('%s', (server) => {
    const host = HOSTS[server]
    const trust = (port = host.split(':')[1] ?? '443'): string =>
      `openssl s_client -connect registry.office.example:${port} -servername registry.office.example -verify_return_error </dev/null`

    test('takes the file as it is', () => {
      expect(rig[server].tested.stderr).toMatch(/Syntax OK|test is successful/)
      expect(rig[server].tested.code).toBe(0)
    })

    test('speaks HTTP/2, and says where tokens are to be had', async () => {
      const { told } = await run(`curl -sS --http2 -D - -o /dev/null https://${host}/v2/`)
      expect(told).toMatch(/^HTTP\/2 401/)
      expect(told).toContain(`realm="${GITLAB_URL}/gitlab/jwt/auth",service="container_registry"`)
    })

    test('sends uploads to the host, port and scheme that the client used', async () => {
      const auth = `${GITLAB_URL}/gitlab/jwt/auth?service=container_registry&scope=repository:team/up:pull,push`
      const { told } = await run(
        `token=$(curl -sS -u ${LOGIN.user}:${LOGIN.password} '${auth}' | sed 's/.*"token":"\\([^"]*\\)".*/\\1/')
         curl -sS -D - -o /dev/null -X POST -H "Authorization: Bearer $token" https://${host}/v2/team/up/blobs/uploads/`,
      )
      expect(told).toMatch(/^HTTP\/2 202/)
      expect(told).toMatch(new RegExp(`location: https://${host}/v2/team/up/blobs/uploads/`, 'i'))
    })

    test('a wrong password is refused', async () => {
      const { code, told } = await run(`docker login --username ${LOGIN.user} --password-stdin ${host}`, 'wrong')
      expect(told).toMatch(/unauthorized|denied|401/i)
      expect(code).not.toBe(0)
    })

    test('docker logs in, pushes and pulls', async () => {
      const login = await run(`docker login --username ${LOGIN.user} --password-stdin ${host}`, LOGIN.password)
      expect(login.told).toContain('Login Succeeded')
      const image = `${host}/team/docker:1`
      const done = await run(
        `docker tag made ${image} && docker push ${image} && docker rmi ${image} made && docker pull ${image} &&
         docker tag ${image} made`,
      )
      expect(done.told).toMatch(/Downloaded newer image/)
      expect(done.code).toBe(0)
    })

    test('podman and skopeo do', async () => {
      const image = `${host}/team/podman:1`
      const login = await run(`podman login --username ${LOGIN.user} --password-stdin ${host}`, LOGIN.password)
      expect(login.told).toContain('Login Succeeded')
      const done = await run(
        `podman push --quiet made ${image} && podman rmi made && podman pull --quiet ${image} &&
         podman tag ${image} made && podman rmi ${image} && skopeo inspect --no-tags docker://${image}`,
      )
      expect(done.told).toContain('"Digest": "sha256:')
      expect(done.code).toBe(0)
    })

    test('a guest gets nothing', async () => {
      const { code, told } = await run(`skopeo inspect --no-creds --no-tags docker://${host}/team/podman:1`)
      expect(told).toMatch(/unauthorized|denied/i)
      expect(code).not.toBe(0)
    })

    test('a chain without its intermediate is told apart', async () => {
      expect((await run(trust())).told).toContain('Verify return code: 0 (ok)')
      await rig[server].stop()
      placeWebCertificate(rig.machine, rig.chain.leaf)
      await rig[server].start()
      const broken = await run(trust())
      expect(broken.told).toContain('unable to get local issuer certificate')
      const login = await run(`docker login --username ${LOGIN.user} --password-stdin ${host}`, LOGIN.password)
      expect(login.told).toContain('certificate signed by unknown authority')
      await rig[server].stop()
      placeWebCertificate(rig.machine, rig.chain.full)
      await rig[server].start()
      expect((await run(trust())).told).toContain('Verify return code: 0 (ok)')
    })
  })

  test('an Apache before 2.4.8 is served by the two lines that the file has for it', async () => {
    const { machine, chain, kit, apache } = rig
    const lines = readFileSync(join(kit, 'registry.apache.conf'), 'utf8').split('\n')
    // The usual pair of lines goes, the two in comments come.
    const old = lines
      .filter((line) => !/^ *SSLCertificateFile/.test(line))
      .map((line) => line.replace(/# (SSLCertificate(?:Chain)?File)/, '$1'))
    expect(old.filter((line) => /^ *SSLCertificate/.test(line))).toHaveLength(3)
    writeFileSync(machine.path('/etc/apache2/sites-available/registry.conf'), old.join('\n'))
    copyFileSync(chain.leaf.certificate, machine.path('/etc/ssl/registry/cert.pem'))
    copyFileSync(chain.intermediate, machine.path('/etc/ssl/registry/chain.pem'))
    await apache.stop()
    await apache.start()
    const { told } = await run(
      `curl -sS -o /dev/null -w '%{http_code} %{ssl_verify_result}' https://${HOSTS.apache}/v2/`,
    )
    expect(told).toBe('401 0')
  })

  test('no log holds the password or the key', async () => {
    const secret = readFileSync(join(rig.kit, 'registry-auth.key'), 'utf8').split('\n')[3] ?? ''
    expect(secret).toHaveLength(64)
    const found = await run(
      `grep -rlF -e '${LOGIN.password}' -e '${secret}' ${rig.machine.work}/logs /var/log/nginx /var/log/apache2`,
    )
    expect(found).toEqual({ code: 1, told: '' })
  })
})
