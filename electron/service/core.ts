import type { CallName, Calls, Core, GuardedCore, MirrorHealth, Status, SwitchReport } from '../../shared/contract.ts'
import { failure } from '../../shared/errors.ts'
import { sameKey } from '../../shared/engine.ts'
import type { Files } from '../../shared/files.ts'
import { currentProfile } from '../../shared/profiles/profile.ts'
import type { Mirror } from '../../shared/registry.ts'
import type { Settings } from '../../shared/settings.ts'
import { beginMemory } from '../system/originals.ts'
import { planId } from '../switching/plan-id.ts'
import { helperLine, type HelperLine } from '../system/elevate.ts'
import { readOnlyDisk } from '../system/read-only-disk.ts'
import type { System } from '../system/system.ts'
import { makeAnnouncer } from './announcer.ts'
import { cameToNothing, carryOut } from './carry-out.ts'
import type { Desk } from './desk.ts'
import { gitlabAnswers } from './gitlab/answers.ts'
import { hostAnswers } from './hosting/answers.ts'
import { addMirror, editMirror, mirrorOf, withOrder, probeAll, refuseHarmful, removeMirror } from './mirrors.ts'
import { makeHealthKeeper } from './health-keeper.ts'
import { mirrorAnswers } from './mirror-answers.ts'
import { placeOf } from './place.ts'
import { isAside, plansFor } from './plans-for.ts'
import { profileAnswers } from './profile-answers.ts'
import { lazyPulls } from './pulls/lazy.ts'
import { planView } from '../switching/plan-view.ts'
import { validProofs } from './proofs.ts'
import { editSettings, loadSettings, settingsPath, tryOutSettings } from './settings-store.ts'
import { makeStatus, neverAsked, type Finding } from './status.ts'
import { makeTasks } from './tasks.ts'
import { chosenKeys, shownKeys } from './chosen.ts'
import { policyView, refuseLockedSwitch } from './laid-down.ts'
import { leaveNotes } from './leave-notes.ts'
import { loadedSeenBy, lookAsRoot, planSeenBy, type RootSight } from './root-sight.ts'
import type { Confirm, FoundGuest, Guest, Workplace } from '../switching/place.ts'
import { desiredOn, surveyAll, type Survey } from '../switching/survey.ts'
import { verifyEngine } from './verify.ts'
import { makeVigil } from './vigil.ts'
import { watchPaths, type Watch } from './watch.ts'

/** The core with its end: what every face works on. */
export interface OpenCore extends Core {
  close(): Promise<void>
}

type Handlers = { readonly [N in CallName]: (input: Calls[N]['in']) => Promise<Calls[N]['out']> }

/** Opens the core on a place; without one, on this machine. Pages may speak to it only where a person can be asked. */
export function openCore(
  place: Workplace & { readonly confirm: Confirm },
  helper?: HelperLine,
): Promise<OpenCore & GuardedCore>
export function openCore(place?: Workplace, helper?: HelperLine): Promise<OpenCore>
export async function openCore(
  place: Workplace = placeOf({}),
  helper: HelperLine = helperLine,
): Promise<OpenCore & { readonly isGuarded: boolean }> {
  const { disk } = place.system
  // Whatever only looks works on a disk that refuses to be written.
  const looking = forLooking(place)
  const news = makeAnnouncer()
  const health = makeHealthKeeper(place.system)
  let watch: Watch | null = null
  let queue: Promise<unknown> = Promise.resolve()

  // One mutation at a time; a failed one does not hold up the next.
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = queue.then(work, work)
    queue = done.catch(() => undefined)
    return done
  }

  const readStatus = async (settings: Settings, thoroughly = false, judged = false): Promise<Status> => {
    const keys = await chosenKeys(place, settings, null)
    const all = await surveyAll(looking, await shownKeys(place, keys), settings, false)
    const proofs = await validProofs(all, disk)
    const sight = thoroughly ? await lookAsRoot(desk, all, 'on', settings) : null
    const findings = await Promise.all(
      all.map((survey) => inspect(looking, survey, settings, proofs(survey.key), sight)),
    )
    const healthOf = (mirror: Mirror): MirrorHealth => health.get(mirror.url) ?? neverAsked
    const covered = keys.filter((key) => !all.some((one) => sameKey(one.key, key) && isAside(one, settings)))
    const told = makeStatus(findings, settings, covered, healthOf)
    const known = judged ? (await import('./accepted.ts')).withAccepted(told, all) : told
    const guests = (await place.guests?.find()) ?? []
    const [profile, policy] = [currentProfile(settings), await policyView(disk)]
    const status = await leaveNotes(
      desk,
      {
        ...known,
        ...(guests.length > 0 && { guests: guests.map(guestView) }),
        ...(profile && { profile }),
        ...(policy && { policy }),
      },
      settings,
    )
    watch?.watch([settingsPath(disk), ...all.flatMap(({ look }) => watched(look.files))])
    news.tell('settings', settings)
    news.tell('status', status)
    return status
  }

  const announce = async (): Promise<void> => {
    if (news.isHeard()) await readStatus(await loadSettings(disk))
  }

  const saved = async (edit: (settings: Settings) => Settings): Promise<Settings> =>
    await inTurn(async () => {
      const settings = await editSettings(disk, edit)
      // From now on what is not remembered is not ours, though it may equal a mirror of the list.
      await Promise.all((['user', 'system'] as const).map((scope) => beginMemory(scope, disk).catch(() => undefined)))
      await announce()
      return settings
    })

  const tasks = makeTasks(news)

  const desk: Desk = {
    place,
    helper,
    looking,
    inTurn,
    saved,
    tasks,
    settings: () => loadSettings(disk),
    status: async () => await readStatus(await loadSettings(disk)),
    announce,
  }

  const pulls = lazyPulls(desk, news)
  const askMirrors = async (): Promise<void> => {
    await health.ask((await loadSettings(disk)).mirrors)
    await announce()
  }
  const vigil = makeVigil(place.system.processes, health.wasAsked, () => void askMirrors().catch(() => undefined))

  const handlers: Handlers = {
    'status.read': async ({ probe, accepted = false }) => {
      const settings = await loadSettings(disk)
      if (probe) await health.ask(settings.mirrors)
      return await readStatus(settings, probe, accepted)
    },
    'switch.plan': async (order) => {
      const settings = withOrder(await loadSettings(disk), order)
      const { found, plans } = await plansFor(looking, order.to, order.engines, settings)
      const sight = await lookAsRoot(desk, found, order.to, settings)
      return planSeenBy(sight, planView(order.to, plans), found)
    },
    'switch.set': ({ expect, accept, check, ...order }) =>
      inTurn(async (): Promise<SwitchReport> => {
        const { to, engines } = order
        await refuseLockedSwitch(to, disk)
        const saved = await loadSettings(disk)
        const settings = withOrder(saved, order)
        const asks = to === 'on' && check && place.system.processes !== null
        // Both are waiting for others, so they wait together.
        const [leg, answers] = await Promise.all([
          plansFor(looking, to, engines, settings),
          asks ? health.ask(settings.mirrors) : null,
        ])
        if (expect !== null && expect !== planId(to, leg.plans)) throw failure('plan-stale')
        if (answers) refuseHarmful(answers)
        // Before the files: a mirror that is in force must never be missing from the list.
        const takeBack = settings === saved ? null : await tryOutSettings(disk, (now) => withOrder(now, order))
        const reports = await carryOut(desk, leg, { accept, shown: expect !== null })
        // Mirrors that only wait for an administrator stay on the list: it is what they are asked to approve.
        if (cameToNothing(reports)) await takeBack?.()
        const status = await readStatus(await loadSettings(disk))
        return { to, changed: reports.some(({ changed }) => changed), engines: reports, status }
      }),
    'engine.verify': async ({ engine, image, mirrorLog }) => {
      const answer = await verifyEngine(desk, engine, { image, mirrorLog }, await loadSettings(disk))
      await announce()
      return answer
    },
    // Loaded when they are asked for: no other call should wait for them.
    'approval.read': async () => (await import('./approval.ts')).readApproval(desk),
    'approval.give': (order) => inTurn(async () => (await import('./approval.ts')).giveApproval(desk, order)),
    'approval.revoke': () => inTurn(async () => (await import('./approval.ts')).revokeApproval(desk)),
    'history.read': async ({ limit }) => (await import('./history.ts')).readHistory(desk, limit),
    'history.undo': (order) => inTurn(async () => (await import('./history.ts')).undoChange(desk, order)),
    'drift.read': async ({ engine }) => (await import('./drift.ts')).readDrift(desk, engine),
    'drift.keep': ({ engine }) => inTurn(async () => (await import('./drift.ts')).keepDrift(desk, engine)),
    'doctor.run': async () => (await import('./doctor.ts')).runDoctor(desk),
    'uninstall.run': (order) => inTurn(async () => (await import('./uninstall.ts')).uninstall(desk, order)),
    'mirror.add': ({ draft }) => saved((settings) => addMirror(settings, mirrorOf(draft))),
    'mirror.edit': ({ index, draft }) => saved((settings) => editMirror(settings, index, mirrorOf(draft))),
    'mirror.remove': ({ index }) => saved((settings) => removeMirror(settings, index)),
    'mirror.test': async ({ draft }) => {
      const mirror = mirrorOf(draft)
      const found = await probeAll([mirror])
      return found.get(mirror.url) ?? neverAsked
    },
    ...pulls.handlers,
    ...hostAnswers(desk),
    ...mirrorAnswers(desk),
    ...profileAnswers(desk),
    ...gitlabAnswers(desk),
    'task.stop': async ({ task }) => (tasks.stop(task), null),
    'settings.read': () => loadSettings(disk),
    'settings.edit': (edits) => saved((settings) => ({ ...settings, ...edits })),
  }

  return {
    isGuarded: place.confirm !== undefined,
    call: (name, input) => handlers[name](input),
    on(name, listener) {
      if (name === 'pulls') pulls.begin()
      else watch ??= watchPaths(disk.root, () => void announce().catch(() => undefined))
      const leave = name === 'status' ? vigil.enter() : null
      const end = news.on(name, listener)
      return () => {
        leave?.()
        end()
      }
    },
    async close() {
      watch?.close()
      vigil.close()
      await tasks.close()
      await pulls.close()
      await queue
    },
  }
}

// Whatever only looks works on disks that refuse to be written, in machines inside this one too.
function forLooking(place: Workplace): Workplace {
  const closed = <T extends { readonly system: System }>(one: T): T => ({
    ...one,
    system: { ...one.system, disk: readOnlyDisk(one.system.disk) },
  })
  const { guests } = place
  const open = async (instance: string): Promise<Guest | null> => {
    const guest = (await guests?.open(instance)) ?? null
    return guest && closed(guest)
  }
  return closed(guests ? { ...place, guests: { ...guests, open } } : place)
}

function guestView({ instance, running, why }: FoundGuest): NonNullable<Status['guests']>[number] {
  return { instance, running, why }
}

// A directory of drop-ins counts with whatever appears in it.
function watched({ files, directories }: Files): readonly string[] {
  return [...files.keys(), ...[...directories.keys()].map((directory) => `${directory}/`)]
}

// podman is asked only by verify; what docker says came with its facts.
async function inspect(
  place: Workplace,
  survey: Survey,
  settings: Settings,
  proof: Finding['proof'],
  sight: RootSight | null,
): Promise<Finding> {
  const asked = survey.key.id === 'docker' && place.system.processes !== null
  const byRoot = sight && loadedSeenBy(sight, survey)
  if (byRoot) return { survey, proof, loaded: byRoot }
  return {
    survey,
    proof,
    loaded: asked ? await survey.pair.reach.loaded(survey.place.system, survey.facts, desiredOn(settings)) : null,
  }
}
