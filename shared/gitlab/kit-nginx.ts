import { portOf, type KitSetup } from './kit-options.ts'
import { webCertificate } from './kit-web.ts'

/**
 * The registry’s host in nginx. A push has no bound and no length that is known before; the answer names this host by
 * `Host` and `X-Forwarded-Proto`, so both go on as the client sent them (distribution, recipes/nginx).
 */
export function formatNginx(setup: KitSetup): string {
  const { host } = setup.registry
  const port = portOf(setup.registry)
  return [
    '# /etc/nginx/conf.d/registry.conf; look at it with nginx -t, load it with nginx -s reload',
    'server {',
    '    # From 1.25.1: “listen … ssl;” and “http2 on;”.',
    `    listen ${port} ssl http2;`,
    `    # listen [::]:${port} ssl http2;`,
    `    server_name ${host};`,
    '',
    '    # The web certificate of this host, not the token-signing one: first the leaf, then every intermediate.',
    `    ssl_certificate     ${webCertificate.chain};`,
    `    ssl_certificate_key ${webCertificate.key};`,
    '    ssl_protocols       TLSv1.2 TLSv1.3;',
    '',
    '    # A layer may be of any size: without this a push ends in 413.',
    '    client_max_body_size 0;',
    '    chunked_transfer_encoding on;',
    '',
    '    location /v2/ {',
    '        proxy_pass http://127.0.0.1:5000;',
    '        proxy_http_version 1.1;',
    '        # With the port, and with the scheme that the client used: uploads go to the address that this makes.',
    '        proxy_set_header Host              $http_host;',
    '        proxy_set_header X-Forwarded-Proto $scheme;',
    '        proxy_set_header X-Forwarded-For   $proxy_add_x_forwarded_for;',
    '        proxy_set_header X-Real-IP         $remote_addr;',
    '        # Layers pass through as they come; a slow one may take its time.',
    '        proxy_request_buffering off;',
    '        proxy_buffering off;',
    '        proxy_read_timeout 900s;',
    '        proxy_send_timeout 900s;',
    '    }',
    '}',
    '',
  ].join('\n')
}
