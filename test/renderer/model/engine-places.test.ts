import { expect, test } from 'vitest'
import { placeEngines, samePlaces } from '../../../renderer/model/engine-places.ts'
import { notice } from '../../../shared/notice.ts'
import { engine } from '../status-of.ts'

const podman = engine('podman', 'off')
const left = engine('docker', 'not-set-up', { chosen: false, notice: notice('engine-absent', { engine: 'docker' }) })
const taken = engine('docker', 'off')

test('who was on the list stays there when the switch leaves it alone', () => {
  const before = placeEngines([podman, taken], new Map(), false)
  expect([...placeEngines([podman, left], before, false).values()]).toEqual(['main', 'main'])
  expect([...placeEngines([podman, left], new Map(), false).values()]).toEqual(['main', 'aside'])
})

test('who is put under the switch in the open fold leaves it when that is shut', () => {
  const before = placeEngines([podman, left], new Map(), true)
  const open = placeEngines([podman, taken], before, true)
  expect([...open.values()]).toEqual(['main', 'aside'])
  expect(samePlaces(open, before)).toBe(true)
  const shut = placeEngines([podman, taken], open, false)
  expect([...shut.values()]).toEqual(['main', 'main'])
  expect(samePlaces(shut, open)).toBe(false)
})
