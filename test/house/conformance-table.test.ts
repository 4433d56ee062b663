import { expect, it } from 'vitest'
import { formatTable, mergeRows } from '../system/conformance-table.ts'

const row = { engine: 'podman', version: '4.3.1' } as const

it('keeps what a run did not show again, and puts versions in order', () => {
  const before = mergeRows(
    [],
    [
      { engine: 'podman', version: '5.10.0', column: 'proof', cell: 'measured' },
      { ...row, column: 'proof', cell: 'measured' },
    ],
  )
  const after = mergeRows(before, [{ ...row, column: 'strict', cell: { impossible: 'why' } }])
  expect(after).toEqual([
    { ...row, cells: { proof: 'measured', strict: { impossible: 'why' } } },
    { engine: 'podman', version: '5.10.0', cells: { proof: 'measured' } },
  ])
})

it('names each reason once, below the table', () => {
  const told = formatTable([
    { ...row, cells: { 'tag pull': 'measured', proof: { recorded: 'a layout' } } },
    { ...row, version: '5.0', cells: { proof: { recorded: 'a layout' }, strict: { impossible: 'no such mode' } } },
  ])
  expect(told).toContain('| podman | 4.3.1 | ● |')
  expect(told).toContain('○ 1 |')
  expect(told).toMatch(/– 2 .*\n[^]*1\. a layout\n2\. no such mode\n/)
})
