import type { Check } from '../../../shared/doctor.ts'
import type { PodmanFacts } from '../../../shared/facts.ts'
import { isPodman6 } from '../../../shared/engines/podman/load-order.ts'
import { notice } from '../../../shared/notice.ts'
import { podmanDropInName } from '../../../shared/targets.ts'
import type { Survey } from '../../switching/survey.ts'
import { check, type Exam, type Scene } from './scene.ts'

const shared = '/etc/containers/registries.conf.d'

/** Files of a user's that hide others, or that podman does not read where they are. */
export const userConfigExam: Exam = {
  id: 'user-config',
  async look(scene) {
    const found = (await scene.surveys()).map(async (one) =>
      one.facts.id === 'podman' && one.key.scope === 'user' ? await looks(scene, one, one.facts) : [],
    )
    return (await Promise.all(found)).flat()
  },
}

async function looks({ desk }: Scene, { key, look }: Survey, facts: PodmanFacts): Promise<readonly Check[]> {
  const { disk } = desk.looking.system
  const { home, configHome } = disk.places
  // From version 6 drop-ins of /etc load beside a user's file, and XDG_CONFIG_HOME is honoured [FACTS: podman].
  if (isPodman6(facts)) return []
  const directory = `${home}/.config/containers`
  const main = `${directory}/registries.conf`
  const names = look.files.directories.get(shared) ?? []
  const isHidden = (look.files.files.get(main)?.kind ?? 'absent') !== 'absent' && names.length > 0
  const own = look.files.directories.get(`${directory}/registries.conf.d`) ?? []
  // Hidden with nothing of ours beside it, the mirror is not used.
  const oursIsHidden = names.includes(podmanDropInName) && !own.includes(podmanDropInName)
  const values = { path: main, directory: `${directory}/registries.conf.d` }
  const hides = isHidden
    ? [check('user-config', key, main, oursIsHidden ? 'problem' : 'note', notice('doctor-hides-drop-ins', values))]
    : []
  const elsewhere = `${configHome}/containers/registries.conf`
  const isUnread = elsewhere !== main && (await disk.read(elsewhere)).kind !== 'absent'
  const version = facts.version?.text ?? ''
  const unread = isUnread
    ? [
        check(
          'user-config',
          key,
          elsewhere,
          'note',
          notice('doctor-xdg-ignored', { version, path: elsewhere, directory }),
        ),
      ]
    : []
  return [...hides, ...unread]
}
