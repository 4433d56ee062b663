/** The port on which `pullcord collect` listens unless it is told another. */
export const usualPort = 7780

/** A port as it was typed; null where it is none. */
export function parsePort(text: string): number | null {
  const port = /^\s*\d{1,5}\s*$/.test(text) ? Number(text) : 0
  return port >= 1 && port <= 65_535 ? port : null
}

/** What stands in the form beside a collector that was found. */
export interface CollectorForm {
  readonly token: string
  /** Empty where its certificate is one that the system trusts, or where there is no TLS. */
  readonly pem: string
}

/** Whether it can be added: a token is needed, and what is pasted as a certificate must be one. */
export function isCollectorFine({ token, pem }: CollectorForm): boolean {
  return token.trim() !== '' && (pem.trim() === '' || /-----BEGIN CERTIFICATE-----/.test(pem))
}
