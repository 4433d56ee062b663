import type { EngineState, EngineStatus } from '../../../shared/contract.ts'
import type { Check } from '../../../shared/doctor.ts'
import { formatKey, keyOf } from '../../../shared/engine.ts'
import { notice } from '../../../shared/notice.ts'
import { upstreamsOf } from '../../../shared/registry.ts'
import { probeAll } from '../mirrors.ts'
import { check, type Exam, type Scene } from './scene.ts'

const inUse: readonly EngineState[] = ['configured', 'loaded', 'proven']

/** Where strict mode is on: which engines go on to the upstream all the same, and whose pulls fail for want of a mirror. */
export const strictExam: Exam = {
  id: 'strict',
  async look(scene) {
    if (!scene.settings.strict) return []
    const engines = (await scene.status()).engines.filter(({ chosen, state }) => chosen && inUse.includes(state))
    if (engines.length === 0) return []
    const wanted = upstreamsOf(scene.settings.mirrors)
    const open = engines.flatMap((engine) => {
      const left = wanted.filter((upstream) => !engine.strict.includes(upstream))
      return left.length === 0 ? [] : [`${formatKey(keyOf(engine))} (${left.join(', ')})`]
    })
    const told =
      open.length === 0
        ? check('strict', null, '')
        : check('strict', null, '', 'problem', notice('doctor-strict-open', { engines: open.join(', ') }))
    return [told, ...(await gone(engines, scene))]
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
