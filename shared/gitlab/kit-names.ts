/** The files that hold a pair, by what is in them. */
export interface PairNames {
  /** The private key: for GitLab alone. */
  readonly key: string
  /** Its certificate. */
  readonly certificate: string
  readonly jwks: string
  /** What the registry reads: the certificate, and during a rotation the one before it as well. */
  readonly bundle: string
  readonly bundleJwks: string
}

/**
 * The names of the pair that was made as the `generation`th, from one. Each has names of its own: GitLab reads its key
 * for every token (lib/json_web_token/rsa_token.rb) and the registry its bundle at its start alone, so a file that
 * changed its content would have them disagree until the restart.
 */
export function pairNames(generation: number): PairNames {
  const base = generation === 1 ? 'registry-auth' : `registry-auth-${generation}`
  const [certificate, jwks] = [`${base}.crt`, `${base}.jwks.json`]
  const overlap = generation === 1 ? base : `${base}.overlap`
  return { key: `${base}.key`, certificate, jwks, bundle: `${overlap}.crt`, bundleJwks: `${overlap}.jwks.json` }
}

/** The latest generation among the names in a folder; 0 where there is none. */
export function latestGeneration(names: readonly string[]): number {
  const found = names.flatMap((name) => {
    const [, number = '1'] = /^registry-auth(?:-([1-9]\d{0,5}))?\.(?:key|crt|jwks\.json)$/.exec(name) ?? [null, '0']
    return Number(number)
  })
  return Math.max(0, ...found)
}
