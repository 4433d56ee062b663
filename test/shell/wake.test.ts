import { powerMonitor } from 'electron'
import { expect, test } from 'vitest'
import { askAfterWake } from '../../electron/shell/wake.ts'
import { offStatus, ScriptedCore } from '../electron/scripted-core.ts'

test('after the machine woke the mirrors are asked, and a failure is nobody’s', () => {
  const core = new ScriptedCore({ 'status.read': () => offStatus })
  askAfterWake(core)
  expect(core.inputsOf('status.read')).toEqual([])
  powerMonitor.emit('resume')
  expect(core.inputsOf('status.read')).toEqual([{ probe: true }])
  askAfterWake(new ScriptedCore())
  powerMonitor.emit('resume')
})
