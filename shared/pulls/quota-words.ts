import type { Quota } from './quota.ts'

/** `6 h`, `90 min`, `45 s`: a window as people say it. */
export function windowText(seconds: number): string {
  if (seconds % 3600 === 0) return `${seconds / 3600} h`
  if (seconds % 60 === 0) return `${seconds / 60} min`
  return `${seconds} s`
}

/** Whose pulls are counted: of an address, as all behind it share them, or of an account. English. */
export function whoseText({ from, login, counted }: Pick<Quota, 'from' | 'login' | 'counted'>): string {
  if (login !== null) return `Account of ${login}${counted === null ? '' : ` (${counted})`}`
  const whose = from.kind === 'collector' ? `Address of ${from.mirror}` : 'Address of this machine'
  return counted === null ? whose : `${whose} (${counted})`
}

/** What is left, or that it is not told. English. */
export function leftText({ state, limit, remaining, windowSeconds }: Quota): string {
  if (state === 'failed') return 'not measured'
  if (state === 'not-reported' || limit === null || remaining === null) return 'unlimited or not reported'
  const window = windowSeconds === null ? '' : ` · every ${windowText(windowSeconds)}`
  return `${remaining} of ${limit} left${window}`
}
