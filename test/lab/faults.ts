/** What a faulty mirror does with every request. */
export const FAULTS = {
  /** A captive portal: 200 and a web page, for anything. */
  html: { port: 7001, tls: null },
  /** Accepts the connection and never answers. */
  silent: { port: 7002, tls: null },
  '404': { port: 7003, tls: null },
  '500': { port: 7004, tls: null },
  '401': { port: 7005, tls: null },
  /** A good mirror behind a certificate for its name that nobody trusts. */
  stranger: { port: 7006, tls: 'stranger' },
  /** Harbor's shape: the mirror's repositories stand below the path `project`. */
  project: { port: 7007, tls: null },
  /** Says `/v2/` is fine and has no manifest of anything. */
  empty: { port: 7008, tls: null },
  /** A good mirror for whoever logs in as LOGIN. */
  login: { port: 7009, tls: null },
} as const satisfies Record<string, { readonly port: number; readonly tls: 'stranger' | null }>

/** The name and password that the mirror `login` wants. */
export const LOGIN = 'office:pull'

/** The name of a fault. */
export type Fault = keyof typeof FAULTS
