import type { EngineStatus } from '../../../shared/contract.ts'
import type { Check } from '../../../shared/doctor.ts'
import { formatKey, keyOf } from '../../../shared/engine.ts'
import { notice } from '../../../shared/notice.ts'
import { upstreamsOf } from '../../../shared/registry.ts'
import { strictOutcome } from '../../../shared/strict.ts'
import { probeAll } from '../mirrors.ts'
import { check, type Exam, type Scene } from './scene.ts'

/** Where strict mode is on: which engines go on to the upstream all the same, and whose pulls fail for want of a mirror. */
export const strictExam: Exam = {
  id: 'strict',
  async look(scene) {
    if (!scene.settings.strict) return []
    const status = await scene.status()
    const { open } = strictOutcome(status)
    const engines = open.map((engine) => formatKey(keyOf(engine))).join(', ')
    const told =
      open.length === 0
        ? check('strict', null, '')
        : check('strict', null, '', 'problem', notice('doctor-strict-open', { engines }))
    return [told, ...(await gone(status.engines, scene))]
  },
}

// What serves nothing of an upstream any more, and has nobody behind it.
async function gone(engines: readonly EngineStatus[], { settings, desk }: Scene): Promise<readonly Check[]> {
  if (!desk.place.system.processes) return []
  const health = await probeAll(settings.mirrors)
  return upstreamsOf(settings.mirrors).flatMap((upstream) => {
    const closed = engines.filter(({ strict }) => strict.includes(upstream)).map((one) => formatKey(keyOf(one)))
    const serves = settings.mirrors.some((one) => one.upstream === upstream && health.get(one.url)?.health === 'up')
    if (serves || closed.length === 0) return []
    const values = { upstream, engines: closed.join(', ') }
    return [check('strict', null, upstream, 'problem', notice('doctor-strict-gone', values))]
  })
}
