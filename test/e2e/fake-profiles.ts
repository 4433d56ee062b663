import type { ByHand } from '../../shared/profiles/by-hand.ts'
import type { PlanView, SwitchReport } from '../../shared/contract.ts'
import { failure } from '../../shared/errors.ts'
import { formatExchange, parseExchange } from '../../shared/profiles/exchange.ts'
import { formatLink, isLink, parseLink } from '../../shared/profiles/link.ts'
import type { ProfileCalls } from '../../shared/profiles/contract.ts'
import { compare, take, type Offered } from '../../shared/profiles/offer.ts'
import { setupOf, type Profile } from '../../shared/profiles/profile.ts'
import { sameName } from '../../shared/profiles/profile-name.ts'
import { AppError } from '../../shared/errors.ts'
import type { Settings } from '../../shared/settings.ts'

/** What the fake core lends to this part of it. */
interface Lender {
  settings(): Settings
  keep(settings: Settings): Settings
  /** The plan of the switch as it would be with these settings; null where the switch is off. */
  plan(settings: Settings): PlanView | null
  set(to: 'on' | 'off'): Promise<SwitchReport>
  report(): SwitchReport
}

type Answers = {
  readonly [N in keyof ProfileCalls]: (
    input: ProfileCalls[N]['in'],
  ) => ProfileCalls[N]['out'] | Promise<ProfileCalls[N]['out']>
}

/** Profiles, and what is handed over, in memory. */
export class FakeProfiles {
  byHand: ByHand = { id: 'found', entries: [], notes: [] }
  readonly answers: Answers
  readonly #lender: Lender

  constructor(lender: Lender) {
    this.#lender = lender
    const { settings, keep } = lender
    this.answers = {
      'profile.save': ({ name }) => {
        const now = settings()
        const others = now.profiles.filter((one) => !sameName(one.name, name))
        return keep({ ...now, profiles: [...others, { name, ...setupOf(now) }], lastProfile: name })
      },
      'profile.rename': ({ name, to }) =>
        keep({
          ...settings(),
          profiles: settings().profiles.map((one) => (one.name === name ? { ...one, name: to } : one)),
          lastProfile: settings().lastProfile === name ? to : settings().lastProfile,
        }),
      'profile.remove': ({ name }) =>
        keep({ ...settings(), profiles: settings().profiles.filter((one) => one.name !== name) }),
      'profile.plan': ({ name }) => this.#plan(this.#with(name)),
      'profile.use': async ({ name }) => {
        const next = this.#with(name)
        const isOn = lender.plan(next) !== null
        keep(next)
        return isOn ? await lender.set(next.mirrors.length === 0 ? 'off' : 'on') : lender.report()
      },
      'exchange.write': () => {
        const { mirrors, keepTheirs, profiles } = settings()
        const drafts = (list: Settings['mirrors']) => list.map((one) => ({ ...one, ca: one.ca && one.ca.pem }))
        const own = profiles.map((one) => ({ ...one, mirrors: drafts(one.mirrors) }))
        const exchange = { mirrors: drafts(mirrors), keepTheirs, profiles: own }
        return { text: formatExchange(exchange), link: formatLink(exchange) }
      },
      'exchange.look': ({ text }) => ({ id: text, ...compare(offered(text), settings()) }),
      'exchange.take': ({ text, expect }) => {
        if (expect !== text) throw failure('offer-stale')
        return keep(take(offered(text), settings()))
      },
      'import.look': () => this.byHand,
      'import.take': () => ({ settings: settings(), engines: [] }),
    }
  }

  #with(name: string): Settings {
    const now = this.#lender.settings()
    const profile = now.profiles.find((one) => sameName(one.name, name))
    if (!profile) throw failure('profile-missing', { name })
    return { ...now, ...setupOf(profile), lastProfile: profile.name }
  }

  #plan(next: Settings): PlanView {
    return this.#lender.plan(next) ?? { id: 'none', to: 'off', changes: [], reloads: [], refused: [], notes: [] }
  }
}

function offered(text: string): Offered {
  const parsed = isLink(text) ? parseLink(text) : parseExchange('the file', text)
  if (!parsed.ok) throw new AppError(parsed.notice)
  const { mirrors, keepTheirs, profiles } = parsed.value
  const read = (drafts: typeof mirrors): Profile['mirrors'] =>
    drafts.map((one) => ({ ...one, ca: one.ca === null ? null : { sha256: 'a'.repeat(64), pem: one.ca } }))
  return {
    mirrors: read(mirrors),
    keepTheirs,
    profiles: profiles.map((one) => ({ ...one, mirrors: read(one.mirrors) })),
  }
}
