import { expect, test } from 'vitest'
import { withFiles } from '../../../renderer/model/check-files.ts'
import { checkLimits } from '../../../shared/gitlab/check/limits.ts'

// A page's files know the folder that was chosen; Node's do not.
function file(name: string, text: string, folder = ''): File {
  return Object.defineProperty(new File([text], name), 'webkitRelativePath', { value: folder })
}

test('files come beside those that are there; one of the same name takes the place of the first', async () => {
  const first = await withFiles([], [file('compose.yaml', 'a'), file('x.key', 'k', 'certs/x.key')])
  expect(first.files.map(({ path }) => path)).toEqual(['compose.yaml', 'certs/x.key'])
  const second = await withFiles(first.files, [file('compose.yaml', 'b')])
  expect(second.files.map(({ text }) => text)).toEqual(['b', 'k'])
})

test('what the core would not take is left out by name', async () => {
  const { files, left } = await withFiles([], [file('long.pem', 'x'.repeat(checkLimits.fileLength + 1)), file('a', '')])
  expect([files.length, left]).toEqual([1, ['long.pem']])
  const many = Array.from({ length: checkLimits.files + 1 }, (_, at) => file(`f${at}`, ''))
  expect((await withFiles([], many)).left).toEqual([`f${checkLimits.files}`])
  const large = Array.from({ length: 9 }, (_, at) => file(`l${at}`, 'x'.repeat(checkLimits.fileLength)))
  expect((await withFiles([], large)).left).toEqual(['l8'])
})
