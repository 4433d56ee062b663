import type { HostedMirror } from '../../shared/hosting/contract.ts'
import { expiryWords, hostedStates } from '../../shared/hosting/words.ts'
import { formatBytes } from '../../shared/pulls/bytes.ts'
import { noticeLines } from './words.ts'

/** A mirror of ours as a person reads it: what it does, by what, how much it keeps, and what becomes of it. */
export function hostedLines(mirror: HostedMirror): readonly string[] {
  const { upstream, url, state, way, image, digest, version, bytes, freeBytes, expires, notice, isShared } = mirror
  const by = [way, version === null ? '' : `distribution ${version}`, image ?? '', digest ?? '']
  const room = [
    `${bytes === null ? 'size not known' : formatBytes(bytes)} kept`,
    freeBytes === null ? '' : `${formatBytes(freeBytes)} free`,
    expiryWords.en(expires),
  ]
  return [
    `${upstream} → ${url}  ${hostedStates.en[state]}${isShared ? '  shared' : ''}`,
    `  ${by.filter((part) => part !== '').join('  ')}`,
    `  ${room.filter((part) => part !== '').join(', ')}`,
    ...(notice ? noticeLines(notice) : []),
    ...(state === 'stopped' ? [] : noticeLines(mirror.afterRestart)),
  ]
}

/** `pullcord host status --json`, one of its `mirrors`. */
export function hostedJson({ notice, afterRestart, ...mirror }: HostedMirror): unknown {
  return {
    ...mirror,
    code: notice?.code ?? null,
    reason: notice?.message ?? null,
    remedy: notice?.hint ?? null,
    afterRestart: afterRestart.message,
  }
}

/** What a prune came to. */
export function prunedLine(freed: number): string {
  return freed === 0 ? 'There was nothing to delete.' : `${formatBytes(freed)} were freed.`
}
