import type { Pull, PullFilter } from './pull.ts'

/** What lets every pull through. */
export const noFilter: PullFilter = { text: '', engines: [], outcomes: [] }

/** What the text of a filter is looked for in, lower case. */
export function haystackOf({ image, client, address }: Pull): string {
  const { upstream, repository, tag, digest } = image
  return [upstream, `${repository}:${tag ?? ''}`, digest, client, address].join(' ').toLowerCase()
}

/** Whether a filter lets a pull through. */
export function isThrough(pull: Pull, { text, engines, outcomes }: PullFilter): boolean {
  return (
    (engines.length === 0 || engines.includes(pull.engine?.id ?? 'none')) &&
    (outcomes.length === 0 || outcomes.includes(pull.outcome)) &&
    (text === '' || haystackOf(pull).includes(text.toLowerCase()))
  )
}
