import { AppError, errnoOf, failure } from '../../shared/errors.ts'
import type { Code } from '../../shared/notice.ts'

const codes: Readonly<Record<string, Code>> = {
  EACCES: 'file-forbidden',
  EPERM: 'file-immutable',
  EROFS: 'disk-read-only',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EBUSY: 'file-mounted',
  // A link from or to a file that is a mount point by itself.
  EXDEV: 'file-mounted',
  ELOOP: 'file-loop',
  EISDIR: 'file-not-regular',
  ENOTDIR: 'file-not-regular',
}

/** Says a file system error in words that name the file and the next step. */
export function fileFailure(error: unknown, path: string, uid: number): AppError {
  if (error instanceof AppError) return error
  const errno = errnoOf(error) ?? ''
  const why = error instanceof Error ? error.message : String(error)
  // For anyone but root, EPERM is plain lack of permission.
  const code =
    errno === 'EPERM' && uid !== 0 ? 'file-forbidden' : Object.hasOwn(codes, errno) ? codes[errno]! : 'disk-error'
  return failure(code, { path, why }, error)
}
