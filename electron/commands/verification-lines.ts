import type { Verification } from '../../shared/contract.ts'
import { formatKey } from '../../shared/engine.ts'
import { noticeLines } from './words.ts'

const said: Readonly<Record<Verification['reached'], string>> = {
  no: 'not in use',
  configured: 'configured; the engine does not say more',
  loaded: 'loaded: the engine says so',
  proven: 'proven',
}

/** Whether an engine goes through its mirrors, and what was seen of it. */
export function verificationLines({ engine, reached, notice, evidence }: Verification): readonly string[] {
  return [
    `${formatKey(engine)}: ${said[reached]}`,
    ...evidence.map((line) => `  ${line}`),
    ...(notice ? noticeLines(notice) : []),
  ]
}

/** The shape of it that scripts may rely on. */
export function verificationJson({ engine, reached, notice, evidence, proof }: Verification): unknown {
  return { ...engine, reached, reason: notice?.message ?? null, remedy: notice?.hint ?? null, evidence, proof }
}
