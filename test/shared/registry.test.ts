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
import { propertyLimit, runs } from '../runs.ts'

const codeOf = (result: Result<unknown>): string => (result.ok ? 'accepted' : result.notice.code)
const words = (text: string): readonly string[] => text.split(' ')
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
    '',
    ' ',
    'a b.io',
    ...words('hub my_host.io docker.io/library -a.io a-.io a..io .io a.io: * a.io:0 a.io:65536 a.io:x user@a.io a.io#'),
    ...words('[::1]:5000 _default *.io é.io ../etc'),
  ])('“%s” is none', (text) => {
    expect(codeOf(parseUpstream(text))).toBe('upstream-unknown')
  })
})

describe('URLs of mirrors', () => {
  test.each([
    ['http://192.168.11.2:6000', 'http://192.168.11.2:6000'],
    ['HTTP://Mirror.LAN:5000/', 'http://mirror.lan:5000'],
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
    ['url-scheme-missing', words('192.168.11.2:6000 localhost:5000 mirror.lan //mirror.lan http:/m mirror=http://a')],
    ['url-scheme-unknown', words('ftp://mirror oci://mirror docker://alpine file:///etc/passwd unix:///run/x.sock')],
    ['url-credentials', words('http://user:pass@mirror http://user@mirror http://mirror/a@b http://m/a@sha256:00')],
    ['url-query', words('http://mirror?x=1 http://mirror/#x http://mirror/a?')],
    ['url-space', ['http://mir ror', 'http://mirror/a b', 'http://a\n.lan', 'http://a\0', 'http://a\u00a0x']],
    ['url-host', words('http:// http:///v2 http://my_mirror:5000 http://-a http://a- http://a..b http://.a http://a.')],
    ['url-host', words('http://256.1.1.1 http://1.2.3 http://1.2.3.04 http://a:b:1 http://* http://a\\x http://é')],
    ['url-host', words('http://[::1 http://::1 http://[] http://[x] http://[:::2] http://[1:::2] http://[1::2::3]')],
    ['url-host', words('http://[1:2:3:4:5:6:7] http://[:1:2:3:4:5:6:7:8] http://[12345::] http://[fe80::1%eth0]')],
    ['url-host', [`http://${'a'.repeat(64)}.lan`]],
    ['url-port', words('http://mirror: http://mirror:0 http://mirror:65536 http://mirror:99999 http://[::1]:0')],
    ['url-path-v2', words('http://mirror/v2 http://mirror/v2/ http://mirror/v2/hub http://mirror/v1')],
    [
      'url-path',
      words('http://m/Proxy-Hub http://m/hub:latest http://m/a//b http://m/.. http://m/a/../b http://m/%2e'),
    ],
    ['url-path', words('http://m/-a http://m/a___b http://m/a"b http://m/é http://m/a]b')],
  ])('%s %j', (code, texts) => {
    expect(texts.map((text) => [text, codeOf(parseMirrorUrl(text))])).toEqual(texts.map((text) => [text, code]))
  })

  test('what is accepted means the same to every reader of URLs, and reads back', propertyLimit, () => {
    const part = fc.string({ unit: fc.constantFrom(...'aZ09.-_:/[]@%?# é'.split('')), maxLength: 12 })
    const near = fc
      .tuple(fc.constantFrom('http://', 'HTTPS://', 'http://[', 'http://1.'), part)
      .map((parts) => parts.join(''))
    const ipV6 = fc.ipV6().map((ip) => `http://[${ip}]:5000`)
    const accepted = (text: string): void => {
      const made = makeMirror('quay.io', text)
      if (!made.ok) return
      const { host, port, path, scheme } = endpointOf(made.value)
      const { protocol, pathname, username, search, hash, hostname, port: seenPort } = new URL(made.value.url)
      expect([protocol, pathname, username, search, hash]).toEqual([`${scheme}:`, `/${path}`, '', '', ''])
      if (!host.includes(':')) expect(hostname).toBe(host)
      const usual = scheme === 'http' ? 80 : 443
      expect(Number(seenPort || usual)).toBe(port ?? usual)
      expect(makeMirror('quay.io', made.value.url)).toEqual(made)
    }
    fc.assert(fc.property(fc.oneof(near, fc.webUrl(), ipV6, fc.string()), accepted), { numRuns: runs })
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

  test.each([
    ...words('http://u:hunter2@m u:hunter2@m ftp://u:hunter2@m u:a/hunter2@m u:a@hunter2@m'),
    'http://u:hunter2@m x',
    'u:hunter2@m\n',
  ])('%j is refused without repeating the password', (url) => {
    expect(JSON.stringify(parseMirrorUrl(url))).not.toContain('hunter2')
    expect(JSON.stringify(makeMirror('docker.io', url))).not.toContain('hunter2')
    expect(JSON.stringify(parseUpstream(url))).not.toContain('hunter2')
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
    [`h:5000/a/b@${digest}`, 'h:5000', 'a/b', null, digest],
    [`alpine:3@${digest}`, 'docker.io', 'library/alpine', '3', digest],
    ['a/b/c', 'docker.io', 'a/b/c', 'latest', null],
  ])('%s', (text, upstream, repository, tag, hash) => {
    expect(parseReference(text)).toEqual({ ok: true, value: { upstream, repository, tag, digest: hash } })
  })

  test.each([
    '',
    'a b',
    `a:${'x'.repeat(129)}`,
    ...words('Alpine alpine: alpine:-x alpine@sha256:12 a//b /a a/ http://a/b quay.io/ a:b:c a_/b user@quay.io/x'),
    ...words('alpine@ ../x a.b_c:1/x x@sha512:00 --all -v/x'),
  ])('“%s” is none', (text) => {
    expect(codeOf(parseReference(text))).toBe('reference-bad')
  })
})
