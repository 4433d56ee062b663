import { notice, type Notice, type Values } from '../../notice.ts'
import { plainText } from '../../plain-text.ts'
import { findingKinds, symptomCodes, type Level } from './finding-kinds.ts'

export type { Level }

/** One thing that was looked at. */
export interface Finding {
  readonly level: Level
  /** File and line with the name of the setting, a directive, or a URL. */
  readonly subject: string
  /** What was seen, and what mends it. Its code is the finding's. */
  readonly notice: Notice
  /** What people see where this stands as it is. */
  readonly symptoms: readonly Notice[]
}

/** Codes of findings. */
export type FindingCode = keyof typeof findingKinds

/** Makes a finding; its level and its symptoms go by its code. */
export function finding(code: FindingCode, subject: string, values: Values = {}): Finding {
  const [level, ...symptoms] = findingKinds[code]
  const seen = symptoms.map((symptom): Notice => notice(symptomCodes[symptom]))
  return { level, subject: plainText(subject), notice: notice(code, plainValues(values)), symptoms: seen }
}

// What files and servers say is shown to people.
function plainValues(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? plainText(value) : value]),
  )
}

const order: readonly Level[] = ['problem', 'warning', 'not-checked', 'fine']

/** Problems first, each thing once. */
export function inOrder(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>()
  return findings
    .filter(({ subject, notice: said }) => {
      const key = `${subject} ${said.message}`
      return !seen.has(key) && seen.add(key)
    })
    .toSorted((a, b) => order.indexOf(a.level) - order.indexOf(b.level))
}
