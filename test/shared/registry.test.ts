import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  endpointOf,
  makeMirror,
  parseMirrorUrl,
  parseReference,
  parseUpstream,
  redactUrl,
} from '../../shared/registry.ts'
import type { Result } from '../../shared/result.ts'

const codeOf = (result: Result<unknown>): string => (result.ok ? 'accepted' : result.notice.code)
const digest = `sha256:${'a'.repeat(64)}`
const ca = { sha256: 'f'.repeat(64), pem: 'PEM' }

describe('names of upstreams', () => {
  test.each([
    ['docker.io', 'docker.io'],
    ['index.docker.io', 'docker.io'],
    ['https://registry-1.docker.io/', 'docker.io'],
    [' Docker.IO ', 'docker.io'],
    ['hub.docker.com', 'docker.io'],
    ['QUAY.io', 'quay.io'],
    ['registry.corp:5000', 'registry.corp:5000'],
    ['registry.corp:05000', 'registry.corp:5000'],
    ['localhost', 'localhost'],
    ['build:5000', 'build:5000'],
    ['10.0.0.2:5000', '10.0.0.2:5000'],
  ])('%s is %s', (text, name) => {
    expect(parseUpstream(text)).toEqual({ ok: true, value: name })
  })

  test.each([
    ...['', ' ', 'hub', 'my_host.io', 'docker.io/library', 'a b.io', '-a.io', 'a-.io', 'a..io', '.io', 'a.io:', '*'],
    ...['a.io:0', 'a.io:65536', 'a.io:x', 'user@a.io', 'a.io#', '[::1]:5000', '_default', '*.io', 'é.io', '../etc'],
  ])('“%s” is none', (text) => {
    expect(codeOf(parseUpstream(text))).toBe('upstream-unknown')
  })
})

describe('URLs of mirrors', () => {
  test.each([
    ['http://192.168.11.2:6000', 'http://192.168.11.2:6000'],
    ['HTTP://Mirror.LAN:5000/', 'http://mirror.lan:5000'],
    ['https://mirror.lan', 'https://mirror.lan'],
    ['https://mirror.lan//', 'https://mirror.lan'],
    [' http://localhost:5000\t', 'http://localhost:5000'],
    ['http://mirror', 'http://mirror'],
    ['http://mirror:00080', 'http://mirror:80'],
    ['https://harbor.corp/hub/', 'https://harbor.corp/hub'],
    ['https://h.corp:8443/a/b-c/d__e.f', 'https://h.corp:8443/a/b-c/d__e.f'],
    ['http://[::1]:5000', 'http://[::1]:5000'],
    ['http://[2001:DB8::1]/x', 'http://[2001:db8::1]/x'],
    ['http://[1:2:3:4:5:6:7:8]', 'http://[1:2:3:4:5:6:7:8]'],
    ['http://xn--80ajbekothchmme5j.example', 'http://xn--80ajbekothchmme5j.example'],
    ['http://10.0.0.255', 'http://10.0.0.255'],
  ])('%s is %s', (text, url) => {
    const made = makeMirror('docker.io', text)
    expect(made).toEqual({ ok: true, value: { upstream: 'docker.io', url, insecure: false, ca: null } })
  })

  test.each([
    ['url-empty', ['', '  \n']],
    ['url-too-long', [`http://${'a'.repeat(2000)}`]],
    [
      'url-scheme-missing',
      ['192.168.11.2:6000', 'localhost:5000', 'mirror.lan', '//mirror.lan', 'http:/mirror', 'mirror=http://a'],
    ],
    [
      'url-scheme-unknown',
      ['ftp://mirror', 'oci://mirror', 'docker://alpine', 'file:///etc/passwd', 'unix:///run/x.sock'],
    ],
    [
      'url-credentials',
      ['http://user:pass@mirror', 'http://user@mirror', 'http://mirror/a@b', 'http://mirror/a@sha256:00'],
    ],
    ['url-query', ['http://mirror?x=1', 'http://mirror/#x', 'http://mirror/a?']],
    [
      'url-space',
      ['http://mir ror', 'http://mirror/a b', 'http://mirror\n.lan', 'http://mirror\u0000', 'http://mirror\u00a0x'],
    ],
    [
      'url-host',
      [
        ...[
          'http://',
          'http:///v2',
          'http://my_mirror:5000',
          'http://-a',
          'http://a-',
          'http://a..b',
          'http://.a',
          'http://a.',
          'http://é',
        ],
        ...[
          'http://256.1.1.1',
          'http://1.2.3',
          'http://1.2.3.04',
          'http://a:b:1',
          'http://[::1',
          'http://::1',
          'http://[]',
          'http://[x]',
        ],
        ...[
          'http://[:::2]',
          'http://[1:::2]',
          'http://[1::2::3]',
          'http://[1:2:3:4:5:6:7]',
          'http://[:1:2:3:4:5:6:7:8]',
          'http://[12345::]',
        ],
        ...['http://*', 'http://mirror\\x', `http://${'a'.repeat(64)}.lan`],
      ],
    ],
    ['url-port', ['http://mirror:', 'http://mirror:0', 'http://mirror:65536', 'http://mirror:99999', 'http://[::1]:0']],
    ['url-path-v2', ['http://mirror/v2', 'http://mirror/v2/', 'http://mirror/v2/hub', 'http://mirror/v1']],
    [
      'url-path',
      [
        ...[
          'http://mirror/Proxy-Hub',
          'http://mirror/hub:latest',
          'http://mirror/a//b',
          'http://mirror/..',
          'http://mirror/a/../b',
        ],
        ...[
          'http://mirror/%2e',
          'http://mirror/-a',
          'http://mirror/a___b',
          'http://mirror/a"b',
          'http://mirror/é',
          'http://mirror/a]b',
        ],
      ],
    ],
  ] as const)('%s', (code, texts) => {
    expect(texts.map((text) => [text, codeOf(parseMirrorUrl(text))])).toEqual(texts.map((text) => [text, code]))
  })

  test('what is accepted means the same to every reader of URLs, and reads back as itself', () => {
    const accepted = (text: string): void => {
      const made = makeMirror('quay.io', text)
      if (!made.ok) return
      const { url } = made.value
      const { host, port, path, scheme } = endpointOf(made.value)
      const seen = new URL(url)
      expect([seen.protocol, seen.pathname, seen.username, seen.search, seen.hash]).toEqual([
        `${scheme}:`,
        `/${path}`,
        '',
        '',
        '',
      ])
      if (!host.includes(':')) expect(seen.hostname).toBe(host)
      expect(Number(seen.port || (scheme === 'http' ? 80 : 443))).toBe(port ?? (scheme === 'http' ? 80 : 443))
      expect(makeMirror('quay.io', url)).toEqual(made)
    }
    const part = fc.string({ unit: fc.constantFrom(...'aZ09.-_:/[]@%?# é'), maxLength: 12 })
    const near = fc
      .tuple(fc.constantFrom('http://', 'HTTPS://', 'http://[', 'http://1.'), part)
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(
        fc.oneof(
          near,
          fc.webUrl(),
          fc.ipV6().map((ip) => `http://[${ip}]:5000`),
          fc.string(),
        ),
        accepted,
      ),
    )
  })
})

describe('mirrors', () => {
  test.each([
    ['docker.io', 'https://registry-1.docker.io', {}, 'mirror-is-upstream'],
    ['docker.io', 'https://index.docker.io:443', {}, 'mirror-is-upstream'],
    ['quay.io', 'https://quay.io', {}, 'mirror-is-upstream'],
    ['localhost:5000', 'http://LOCALHOST:5000/x', {}, 'mirror-is-upstream'],
    ['localhost:5000', 'http://localhost:5001', {}, 'accepted'],
    ['quay.io', 'https://docker.io', {}, 'accepted'],
    ['docker.io', 'http://m', { insecure: true }, 'tls-option-on-http'],
    ['docker.io', 'http://m', { ca }, 'tls-option-on-http'],
    ['docker.io', 'https://m', { insecure: true, ca }, 'insecure-with-ca'],
    ['docker.io', 'https://m', { insecure: true }, 'accepted'],
    ['docker.io', 'https://m', { ca }, 'accepted'],
    ['hub', 'https://m', {}, 'upstream-unknown'],
    ['docker.io', 'm', {}, 'url-scheme-missing'],
  ])('%s by %s %j: %s', (upstream, url, options, code) => {
    expect(codeOf(makeMirror(upstream, url, options))).toBe(code)
  })

  test.each([
    ['http://user:secret@mirror', 'http://•••@mirror'],
    ['user:secret@mirror', '•••@mirror'],
    ['user:p@ss@mirror', '•••@mirror'],
    ['user:pa/ss@mirror', '•••@mirror'],
    ['HTTPS://user:p@s/s@mirror/x', 'HTTPS://•••@mirror/x'],
    ['http://mirror/x', 'http://mirror/x'],
  ])('%s is shown as %s', (url, shown) => {
    expect(redactUrl(url)).toBe(shown)
  })

  test('no notice repeats a password', () => {
    for (const url of [
      'http://u:hunter2@m',
      'u:hunter2@m',
      'ftp://u:hunter2@m',
      'u:a/hunter2@m',
      'u:a@hunter2@m',
      'http://u:hunter2@m x',
    ]) {
      expect(JSON.stringify(parseMirrorUrl(url)), url).not.toContain('hunter2')
    }
  })
})

describe('image names', () => {
  test.each([
    ['alpine', 'docker.io', 'library/alpine', 'latest', null],
    ['alpine:3.20', 'docker.io', 'library/alpine', '3.20', null],
    ['team/app:1', 'docker.io', 'team/app', '1', null],
    ['docker.io/alpine', 'docker.io', 'library/alpine', 'latest', null],
    ['index.docker.io/library/alpine', 'docker.io', 'library/alpine', 'latest', null],
    ['quay.io/x/y', 'quay.io', 'x/y', 'latest', null],
    ['localhost/x', 'localhost', 'x', 'latest', null],
    ['localhost:5000/x:T_1', 'localhost:5000', 'x', 'T_1', null],
    ['h:5000/a/b@' + digest, 'h:5000', 'a/b', null, digest],
    ['alpine:3@' + digest, 'docker.io', 'library/alpine', '3', digest],
    ['a/b/c', 'docker.io', 'a/b/c', 'latest', null],
  ])('%s', (text, upstream, repository, tag, hash) => {
    expect(parseReference(text)).toEqual({ ok: true, value: { upstream, repository, tag, digest: hash } })
  })

  test.each([
    ...[
      '',
      'Alpine',
      'alpine:',
      'alpine:-x',
      'alpine@sha256:12',
      'a//b',
      '/a',
      'a/',
      'a b',
      'http://a/b',
      'quay.io/',
      'a:b:c',
      'a_/b',
    ],
    ...['user@quay.io/x', 'alpine@', '../x', 'a.b_c:1/x', `a:${'x'.repeat(129)}`, 'x@sha512:00', '--all', '-v/x'],
  ])('“%s” is none', (text) => {
    expect(codeOf(parseReference(text))).toBe('reference-bad')
  })
})
