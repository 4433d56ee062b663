import { expect, test } from 'vitest'
import { fileFailure } from '../../../electron/system/file-errors.ts'
import { failure } from '../../../shared/errors.ts'

const error = (code: string): Error => Object.assign(new Error(`${code}: it failed`), { code })

test.each([
  ['EACCES', 1000, 'file-forbidden'],
  ['EPERM', 1000, 'file-forbidden'],
  ['EPERM', 0, 'file-immutable'],
  ['EROFS', 0, 'disk-read-only'],
  ['ENOSPC', 0, 'disk-full'],
  ['EDQUOT', 0, 'disk-full'],
  ['EBUSY', 0, 'file-mounted'],
  ['EXDEV', 0, 'file-mounted'],
  ['ELOOP', 0, 'file-loop'],
  ['ENOTDIR', 0, 'file-not-regular'],
  ['EIO', 0, 'disk-error'],
  ['toString', 0, 'disk-error'],
])('%s for user %i is %s', (errno, uid, code) => {
  const said = fileFailure(error(errno), '/etc/x', uid).notice
  expect(said).toMatchObject({ code, values: { path: '/etc/x' } })
  expect(said.message).toContain('/etc/x')
})

test('what was said already is said as it is', () => {
  const said = failure('file-drifted', { path: '/etc/y' })
  expect(fileFailure(said, '/etc/x', 0)).toBe(said)
})

test('anything that was thrown is told', () => {
  expect(fileFailure('strange', '/etc/x', 0).notice).toMatchObject({
    code: 'disk-error',
    message: expect.stringContaining('strange'),
  })
})
