import type { Status } from '../../shared/contract.ts'
import { formatKey } from '../../shared/engine.ts'

/** What the engines' files hold, as one text: views that read what lies behind them read again when it changes. */
export function filesKey(status: Status | null): string {
  const engines = status?.engines ?? []
  return engines
    .flatMap((engine) => [
      `${formatKey(engine)} ${engine.state}`,
      ...engine.targets.map(({ path, digest, ours }) => `${path} ${digest} ${ours}`),
    ])
    .join('\n')
}
