/** Where the web certificate of the registry’s host is expected, by the names that Let’s Encrypt’s clients use. */
export const webCertificate = {
  chain: '/etc/ssl/registry/fullchain.pem',
  key: '/etc/ssl/registry/privkey.pem',
  /** Apache before 2.4.8 wants the leaf and the rest in two files. */
  leaf: '/etc/ssl/registry/cert.pem',
  rest: '/etc/ssl/registry/chain.pem',
} as const
