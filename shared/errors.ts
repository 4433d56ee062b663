import { notice, type Code, type Notice, type Values } from './notice.ts'

/** A failure that ends an operation; what is merely expected travels as a `Result` instead. */
export class AppError extends Error {
  readonly notice: Notice

  constructor(from: Notice, options?: ErrorOptions) {
    super(from.message, options)
    this.name = 'AppError'
    this.notice = from
  }
}

/** Shorthand for throwing: `throw failure('disk-full', { path })`. */
export function failure(code: Code, values: Values = {}, cause?: unknown): AppError {
  return new AppError(notice(code, values), cause === undefined ? {} : { cause })
}

/** Makes an AppError of anything that was thrown. */
export function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  const why = error instanceof Error ? error.message : String(error)
  return failure('unexpected', { why }, error)
}

/** The system's error number of something thrown, as a name: `ENOENT`. */
export function errnoOf(error: unknown): string | undefined {
  return (error as { readonly code?: string } | null)?.code
}
