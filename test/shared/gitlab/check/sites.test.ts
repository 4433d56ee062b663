import { describe, expect, test } from 'vitest'
import { readApache } from '../../../../shared/gitlab/check/apache-sites.ts'
import { parseNginx } from '../../../../shared/gitlab/check/nginx-blocks.ts'
import { readNginx } from '../../../../shared/gitlab/check/nginx-sites.ts'

const nginx = (body: string, around = '') => readNginx('n.conf', `${around}\nserver {\n${body}\n}\n`)?.[0]
const apache = (body: string, around = '') =>
  readApache('a.conf', `${around}\n<VirtualHost *:443>\n${body}\n</VirtualHost>\n`)[0]

describe('nginx', () => {
  test('words, quotes, comments and variables in braces', () => {
    const text = `a "b;{" 'c d' e\\;f; # g;\nlog x"y" \${z}; {`
    expect(parseNginx(text)).toBeNull()
    expect(parseNginx('map $a ${b} { default 1; } # end')).toEqual([
      { name: 'map', args: ['$a', '${b}'], line: 1, block: [{ name: 'default', args: ['1'], line: 1, block: null }] },
    ])
    expect(parseNginx('a "b;{" \'c d\'; # d;\ne;')).toEqual([
      { name: 'a', args: ['b;{', 'c d'], line: 1, block: null },
      { name: 'e', args: [], line: 2, block: null },
    ])
  })

  test('headers are inherited only where a level sets none of its own', () => {
    const above = 'proxy_set_header Host $http_host;'
    const plain = nginx(`${above}\nlocation / { proxy_pass http://a:1; }`)
    expect(plain?.host).toMatchObject({ value: '$http_host', place: 'n.conf:3' })
    const own = nginx(`${above}\nlocation / { proxy_set_header X-Real-IP $remote_addr; proxy_pass http://a:1; }`)
    expect(own?.host).toBeNull()
  })

  test('the location of /v2 is the registry’s', () => {
    const site = nginx(
      'location / { proxy_pass http://gitlab; }\nlocation ^~ /v2/ { proxy_pass http://registry:5000; }',
    )
    expect(site?.target?.value).toBe('http://registry:5000')
  })

  test('what stands around a server counts for it', () => {
    const site = readNginx(
      'n.conf',
      'http { client_max_body_size 2m; server { location / { proxy_pass http://a; } } }',
    )?.[0]
    expect(site?.bodyLimit).toMatchObject({ value: '2m' })
  })

  test.each([
    ['listen 443 ssl http2;', true, [443]],
    ['listen [::]:8443 ssl;', true, [8443]],
    ['listen 443;\nssl on;', true, [443]],
    ['listen *:80;', false, [80]],
    ['listen unix:/run/x.sock;', false, [80]],
  ])('%s', (listen, isTls, ports) => {
    expect(nginx(`${listen}\nlocation / { proxy_pass http://a; }`)).toMatchObject({ isTls, ports })
  })

  test('a server that hands nothing on is none of ours; a broken file is no file', () => {
    expect(nginx('return 301 https://$host$request_uri;')).toBeUndefined()
    expect(readNginx('n.conf', 'server { listen 80 }')).toBeNull()
    expect(parseNginx('a {'.repeat(10_000))).toBeNull()
  })
})

describe('Apache', () => {
  test('directives of a host, and of the file around it; names in any case', () => {
    const site = apache(
      'servername https://Registry.example.com:443\nSSLENGINE on\nSSLCertificateFile "/etc/my certs/a.crt"\n' +
        'RequestHeader setifempty X-Forwarded-Proto https\nProxyPass /v2 http://127.0.0.1:5000/v2 retry=0',
      'LimitRequestBody 5',
    )
    expect(site).toMatchObject({
      names: ['Registry.example.com'],
      ports: [443],
      isTls: true,
      certificate: { value: '/etc/my certs/a.crt', place: 'a.conf:5' },
      forwardedProto: { value: 'https' },
      target: { value: 'http://127.0.0.1:5000/v2' },
      bodyLimit: { value: '5', place: 'a.conf:1' },
    })
  })

  test('a line may go on, a section may stand in the host, and what is excluded is passed over', () => {
    const site = apache(
      'ProxyPass /.well-known !\n<Location /v2>\n  ProxyPass \\\n    http://r:5000/v2\n</Location>\nServerAlias a b',
    )
    expect(site).toMatchObject({ target: { value: 'http://r:5000/v2', place: 'a.conf:5' }, names: ['a', 'b'] })
  })

  test('a host that hands nothing on is none of ours', () => {
    expect(apache('Redirect / https://x/')).toBeUndefined()
  })
})
