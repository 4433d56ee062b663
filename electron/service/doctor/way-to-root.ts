import { notice } from '../../../shared/notice.ts'
import { isForRoot } from '../../switching/needs-root.ts'
import { readApproval } from '../approval.ts'
import { check, type Exam, type Scene } from './scene.ts'

/** Whether the list is approved; only for who is not root, and switches engines of the system. */
export const approvalExam: Exam = {
  id: 'approval',
  async look(scene) {
    if (!(await needsRoot(scene))) return []
    const { kind, notice: said } = await readApproval(scene.desk)
    if (kind === 'root' || kind === 'approved') return [check('approval', null, '')]
    return [check('approval', null, '', kind === 'unavailable' ? 'problem' : 'note', said)]
  },
}

/** Whether root's helper is installed where nobody but root can change it. */
export const helperExam: Exam = {
  id: 'helper',
  async look(scene) {
    if (!(await needsRoot(scene))) return []
    const hindrance = await scene.desk.helper.hindrance()
    return [check('helper', null, '', hindrance ? 'problem' : 'ok', hindrance)]
  },
}

/** An AppImage is mounted for its user alone: root cannot run a helper out of it. */
export const appImageExam: Exam = {
  id: 'appimage',
  async look({ desk, env }) {
    if (!env.APPIMAGE) return []
    const hindrance = await desk.helper.hindrance()
    return [
      hindrance
        ? check('appimage', null, env.APPIMAGE, 'problem', notice('doctor-appimage'))
        : check('appimage', null, env.APPIMAGE),
    ]
  },
}

async function needsRoot({ desk, status }: Scene): Promise<boolean> {
  if (!isForRoot('system', desk.place.system.disk)) return false
  return (await status()).engines.some(({ chosen, scope }) => chosen && scope === 'system')
}
