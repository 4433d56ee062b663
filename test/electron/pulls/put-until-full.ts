// node put-until-full.ts FOLDER: keeps pulls until that fails, and tells in JSON with which code, and what became of the others.
import { rmSync, writeFileSync } from 'node:fs'
import { asAppError } from '../../../shared/errors.ts'
import { openHistory, type PullHistory } from '../../../electron/pulls/history.ts'
import { allPulls, madePull, put } from './made-pulls.ts'

const [folder = ''] = process.argv.slice(2)
const ballast = `${folder}/ballast`

function fillUp(history: PullHistory): { readonly code: string; readonly kept: number } {
  for (let kept = 0; ; kept++) {
    try {
      put(history, madePull({ id: String(kept), at: kept, failed: 'x'.repeat(2_000) }))
    } catch (error) {
      return { code: asAppError(error).notice.code, kept }
    }
  }
}

try {
  const history = openHistory(`${folder}/pulls.db`)
  writeFileSync(ballast, Buffer.alloc(500_000))
  const { code, kept } = fillUp(history)
  const isAllKept = allPulls(history).length === kept
  rmSync(ballast)
  put(history, madePull({ id: 'more', at: kept }))
  history.close()
  const again = openHistory(`${folder}/pulls.db`)
  const goesOn = allPulls(again).length === kept + 1
  again.close()
  process.stdout.write(JSON.stringify({ code, isAllKept, goesOn }))
} catch (error) {
  process.stdout.write(JSON.stringify({ code: asAppError(error).notice.code, isAllKept: true, goesOn: false }))
}
