import { failure } from '../../shared/errors.ts'
import type { Code } from '../../shared/notice.ts'
import { fileFailure } from '../system/file-errors.ts'
import { isRefusal } from './conversation.ts'

// How GNU, musl and the shells themselves put the system's errors into words.
const errnos: readonly (readonly [RegExp, string])[] = [
  [/no such file|nonexistent/i, 'ENOENT'],
  [/permission denied/i, 'EACCES'],
  [/operation not permitted/i, 'EPERM'],
  [/read-only file system/i, 'EROFS'],
  [/no space left/i, 'ENOSPC'],
  [/quota exceeded/i, 'EDQUOT'],
  [/resource busy|text file busy/i, 'EBUSY'],
  [/cross-device/i, 'EXDEV'],
  [/symbolic links|symbolic link loop/i, 'ELOOP'],
  [/is a directory/i, 'EISDIR'],
  [/not a directory/i, 'ENOTDIR'],
  [/file exists/i, 'EEXIST'],
]

// What a guest refuses by itself, by the same codes as this machine's disk.
const codes: Readonly<Record<string, Code>> = {
  drifted: 'file-drifted',
  kept: 'file-kept-away',
  loop: 'file-loop',
  busy: 'busy',
}

/** Says what a guest refused as this machine’s own disk would say it. */
export function guestFailure(error: unknown, path: string): unknown {
  if (!isRefusal(error)) return error
  const { why, detail } = error
  if (why === 'managed') return failure('file-managed', { path, real: detail }, error)
  if (why === 'exposed') return failure('file-exposed', { path, directory: detail === '' ? '/' : detail }, error)
  if (why === 'missing') return failure('command-missing', { command: detail }, error)
  if (Object.hasOwn(codes, why)) return failure(codes[why]!, { path }, error)
  const errno = errnos.find(([words]) => words.test(detail))?.[1]
  return fileFailure(Object.assign(error, errno && { code: errno }), path, 0)
}
