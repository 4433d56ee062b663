import { expect, test } from 'vitest'
import type { EngineStatus } from '../../shared/contract.ts'
import { foldEngines } from '../../shared/left-alone.ts'
import { notice } from '../../shared/notice.ts'
import { engine } from '../renderer/status-of.ts'

const why = notice('engine-absent', { engine: 'k3s' })
const left = (parts: Partial<EngineStatus> = {}) => engine('docker', 'not-set-up', { chosen: false, ...parts })
const chosen = (count: number) => Array.from({ length: count }, () => engine('podman', 'off'))

test('a short list folds only what is left alone for a reason', () => {
  const [plain, told] = [left(), left({ notice: why })]
  expect(foldEngines([...chosen(2), plain, told]).aside).toEqual([told])
})

test('a long list folds whatever is left alone, and keeps the order of the rest', () => {
  const [plain, cannot] = [left(), left({ state: 'cannot' })]
  const rest = chosen(5)
  expect(foldEngines([plain, ...rest, cannot])).toEqual({ shown: rest, aside: [plain, cannot] })
})

test('nothing of ours is ever folded, nor what wants a look', () => {
  const mirrors = [{ upstream: 'docker.io', url: 'http://m', insecure: false }]
  const engines = [
    left({ state: 'configured', mirrors, notice: why }),
    left({ state: 'not-set-up', mirrors, notice: why }),
    left({ state: 'changed-outside', notice: why }),
    left({ state: 'problem', notice: why }),
    left({ chosen: true, state: 'off', notice: why }),
  ]
  expect(foldEngines([...engines, ...chosen(3)]).aside).toEqual([])
})
