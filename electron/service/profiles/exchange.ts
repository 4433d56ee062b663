import type { MirrorDraft } from '../../../shared/contract.ts'
import { AppError, failure } from '../../../shared/errors.ts'
import { formatExchange, parseExchange, type Exchange } from '../../../shared/profiles/exchange.ts'
import { formatLink, isLink, parseLink } from '../../../shared/profiles/link.ts'
import { compare, take, type Offer, type Offered } from '../../../shared/profiles/offer.ts'
import type { Mirror } from '../../../shared/registry.ts'
import type { Settings } from '../../../shared/settings.ts'
import { digestOf } from '../../system/digest.ts'
import type { Desk } from '../desk.ts'
import { mirrorOf } from '../mirrors.ts'

/** The list and the profiles as a file and as a link. Neither holds a login or a path of this machine. */
export async function writeExchange(desk: Desk): Promise<{ readonly text: string; readonly link: string }> {
  const { mirrors, keepTheirs, profiles } = await desk.settings()
  const exchange: Exchange = {
    mirrors: mirrors.map(draftOf),
    keepTheirs,
    profiles: profiles.map((profile) => ({ ...profile, mirrors: profile.mirrors.map(draftOf) })),
  }
  return { text: formatExchange(exchange), link: formatLink(exchange) }
}

function draftOf({ upstream, url, insecure, ca }: Mirror): MirrorDraft {
  return { upstream, url, insecure, ca: ca && ca.pem }
}

/** What taking a file or a link would do to the list. */
export async function lookAtOffer(desk: Desk, text: string): Promise<Offer> {
  const offered = read(text)
  const settings = await desk.settings()
  return { id: idOf(offered, settings), ...compare(offered, settings) }
}

/** Takes it into the list, if that is still the list that the offer was compared with. */
export async function takeOffer(
  desk: Desk,
  { text, expect }: { readonly text: string; readonly expect: string },
): Promise<Settings> {
  const offered = read(text)
  return await desk.saved((settings) => {
    if (idOf(offered, settings) !== expect) throw failure('offer-stale')
    return take(offered, settings)
  })
}

function read(text: string): Offered {
  const parsed = isLink(text) ? parseLink(text) : parseExchange('the file', text)
  if (!parsed.ok) throw new AppError(parsed.notice)
  const { mirrors, keepTheirs, profiles } = parsed.value
  return {
    mirrors: mirrors.map(mirrorOf),
    keepTheirs,
    profiles: profiles.map((profile) => ({ ...profile, mirrors: profile.mirrors.map(mirrorOf) })),
  }
}

function idOf(offered: Offered, { mirrors, keepTheirs, profiles }: Settings): string {
  return digestOf(JSON.stringify([offered, mirrors, keepTheirs, profiles]))
}
