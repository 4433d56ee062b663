import { describe } from 'vitest'

/** How long a test on real engines may take before it counts as hung, in milliseconds. */
const TEST_LIMIT = 60_000

/** A suite on real engines: it runs, or is skipped by name and with the reason, never in silence. */
export function systemSuite(name: string, whyNot: string | null, body: () => void): void {
  if (whyNot !== null) console.warn(`SKIPPED: ${name}: ${whyNot}`)
  const shown = whyNot === null ? name : `${name} [skipped: ${whyNot}]`
  describe.skipIf(whyNot !== null)(shown, { timeout: TEST_LIMIT }, body)
}
