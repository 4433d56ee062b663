import type { Check, Checkup } from '../../shared/doctor.ts'
import { keyOf } from '../../shared/engine.ts'
import { asAppError, failure } from '../../shared/errors.ts'
import { surveyAll } from '../switching/survey.ts'
import type { Desk } from './desk.ts'
import { dockerTrustExam } from './doctor/docker-trust.ts'
import { machineExam } from './doctor/machine.ts'
import { authoritiesExam, mirrorsExam } from './doctor/mirrors.ts'
import { plainHttpExam } from './doctor/plain-http.ts'
import { runnerJobsExam } from './doctor/runner-jobs.ts'
import type { Exam, Scene } from './doctor/scene.ts'
import { strictExam } from './doctor/strict.ts'
import { toldExam } from './doctor/told.ts'
import { userConfigExam } from './doctor/user-config.ts'
import { appImageExam, approvalExam, helperExam } from './doctor/way-to-root.ts'

/** One look may not hold up the others; a mirror is given 2 s, an engine that hangs no more than this. */
const patienceMs = 10_000

const exams: readonly Exam[] = [
  mirrorsExam,
  authoritiesExam,
  plainHttpExam,
  toldExam,
  strictExam,
  userConfigExam,
  dockerTrustExam,
  machineExam,
  runnerJobsExam,
  approvalExam,
  helperExam,
  appImageExam,
]

const order: readonly Check['result'][] = ['problem', 'note', 'unknown', 'ok']

/** Looks at everything that keeps a mirror from being used; it writes, starts and pulls nothing. */
export async function runDoctor(
  desk: Desk,
  env: Scene['env'] = process.env,
  looks: readonly Exam[] = exams,
): Promise<Checkup> {
  const found = await examine(desk, desk.place.system.processes ? env : {}, looks)
  const checks = withoutContradiction(found).toSorted((a, b) => order.indexOf(a.result) - order.indexOf(b.result))
  return { at: new Date().toISOString(), checks }
}

async function examine(desk: Desk, env: Scene['env'], looks: readonly Exam[]): Promise<readonly Check[]> {
  try {
    const settings = await desk.settings()
    const status = once(() => desk.status())
    const surveys = once(async () => {
      const keys = (await status()).engines.map(keyOf)
      return await surveyAll(desk.looking, keys, settings, false)
    })
    const scene: Scene = { desk, settings, status, surveys, env }
    return (await Promise.all(looks.map((exam) => guarded(exam, scene)))).flat()
  } catch (error) {
    // Settings that cannot be read: all else is told by them.
    return [{ id: 'files', engine: null, result: 'problem', subject: '', notice: asAppError(error).notice }]
  }
}

// A look that fails is told of, and breaks no other.
async function guarded({ id, look }: Exam, scene: Scene): Promise<readonly Check[]> {
  let timer: NodeJS.Timeout | undefined
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(failure('doctor-too-slow', { seconds: patienceMs / 1000 })), patienceMs)
  })
  try {
    return await Promise.race([look(scene), tooLong])
  } catch (error) {
    return [{ id, engine: null, result: 'unknown', subject: '', notice: asAppError(error).notice }]
  } finally {
    clearTimeout(timer)
  }
}

// Two looks may speak under one name: that one found nothing does not make well what the other found.
function withoutContradiction(checks: readonly Check[]): readonly Check[] {
  const same = (a: Check, b: Check): boolean =>
    a.id === b.id && a.engine?.id === b.engine?.id && a.engine?.scope === b.engine?.scope
  return checks.filter(
    (one) =>
      one.result !== 'ok' ||
      !checks.some(
        (other) => other.result !== 'ok' && same(one, other) && (one.subject === '' || one.subject === other.subject),
      ),
  )
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let done: Promise<T> | null = null
  return () => (done ??= work())
}
