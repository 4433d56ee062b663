import type { Code, Notice } from '../../shared/notice.ts'

const codes: ReadonlySet<Code> = new Set<Code>([
  'needs-root',
  'needs-approval',
  'risks-not-accepted',
  'approval-dismissed',
  'approval-refused',
  'no-agent',
  'sudo-refused',
  'elevation-impossible',
  'elevation-late',
  'elevation-sandboxed',
  'polkit-silent',
])

/** Whether something was left undone because somebody has yet to allow it, or would not. */
export function isLeaveMissing({ code }: Notice): boolean {
  return codes.has(code)
}
