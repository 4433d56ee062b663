import { portOf, type KitSetup } from './kit-options.ts'
import { webCertificate } from './kit-web.ts'

/**
 * The registry’s host in Apache. Since 2.4.8 the whole chain stands in SSLCertificateFile, and before it the
 * intermediates in SSLCertificateChainFile (mod_ssl); since 2.4.53 a body is bounded to 1 GiB unless told (core,
 * LimitRequestBody).
 */
export function formatApache(setup: KitSetup): string {
  const { scheme, host } = setup.registry
  const port = portOf(setup.registry)
  return [
    '# /etc/apache2/sites-available/registry.conf; look at it with apachectl configtest',
    '# a2enmod ssl http2 headers proxy proxy_http && a2ensite registry',
    ...(port === 443 ? ['# Debian listens on 443 by ports.conf; elsewhere: Listen 443'] : [`Listen ${port}`]),
    `<VirtualHost *:${port}>`,
    `    ServerName ${scheme}://${host}:${port}`,
    '    Protocols h2 http/1.1',
    '',
    '    SSLEngine on',
    '    SSLProtocol -all +TLSv1.2 +TLSv1.3',
    '    # The web certificate of this host, not the token-signing one: first the leaf, then every intermediate.',
    `    SSLCertificateFile    ${webCertificate.chain}`,
    `    SSLCertificateKeyFile ${webCertificate.key}`,
    '    # Before 2.4.8 only the leaf is taken from there. Without the second line engines then say',
    '    # “certificate signed by unknown authority”:',
    `    # SSLCertificateFile      ${webCertificate.leaf}`,
    `    # SSLCertificateChainFile ${webCertificate.rest}`,
    '',
    '    # A layer may be of any size, and take its time.',
    '    LimitRequestBody 0',
    '    Timeout 900',
    '    ProxyTimeout 900',
    '',
    '    ProxyRequests Off',
    '    # With the port, and with the scheme that the client used: uploads go to the address that this makes.',
    '    ProxyPreserveHost On',
    '    RequestHeader set X-Forwarded-Proto expr=%{REQUEST_SCHEME}',
    '    # Layers pass through as they come.',
    '    SetEnv proxy-sendchunked 1',
    '    ProxyPass        /v2/ http://127.0.0.1:5000/v2/',
    '    ProxyPassReverse /v2/ http://127.0.0.1:5000/v2/',
    '</VirtualHost>',
    '',
  ].join('\n')
}
