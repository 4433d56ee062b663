import type { SwitchReport } from '../../shared/contract.ts'
import { formatKey } from '../../shared/engine.ts'
import { noticeLines, sentence } from './words.ts'

/** How each engine fared, and what is true now. */
export function reportLines({ engines, status }: SwitchReport): readonly string[] {
  const lines = engines.flatMap(({ engine, changed, failure: failed, notes }) => [
    `${formatKey(engine)}: ${failed ? 'not changed' : changed ? 'changed' : 'nothing to do'}`,
    ...(failed ? noticeLines(failed) : []),
    ...notes.flatMap(noticeLines),
  ])
  return [...lines, '', ...sentence(status)]
}
