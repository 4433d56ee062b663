import type { EngineKey } from '../../shared/engine.ts'
import { ownershipMark } from '../../shared/engines/ownership.ts'
import { notice, type Notice } from '../../shared/notice.ts'
import { targetPath } from '../../shared/targets.ts'
import type { Memory } from '../system/originals.ts'
import type { Disk } from '../system/system.ts'
import { userNames } from '../system/user-names.ts'

/** Who wrote a file last, as far as its time, owner and content tell. */
export interface Writer {
  readonly path: string
  /** The machine's clock as it shows it; null where the file is gone. */
  readonly at: Date | null
  /** The owner's name: whoever edits in place keeps it, so it is no proof. */
  readonly owner: string | null
  /** The program that left its mark in the text. */
  readonly tool: string | null
}

/** What programs that manage files write into them. */
const marks: readonly (readonly [mark: RegExp, tool: string])[] = [
  [/ansible[ _-]managed|managed by ansible/i, 'Ansible'],
  [/managed by puppet|puppet-managed/i, 'Puppet'],
  [/(?:managed|generated|maintained) by chef|chef-client|chef infra/i, 'Chef'],
  [/managed by salt|salt(?:stack)?[ -]managed/i, 'Salt'],
  [/cloud-init|cloud-config/i, 'cloud-init'],
  [/managed by terraform/i, 'Terraform'],
  [/home-manager|managed by home manager/i, 'Home Manager'],
  [/\/nix\/store\//, 'NixOS'],
  [/docker desktop|com\.docker\.desktop/i, 'Docker Desktop'],
  [/chezmoi/i, 'chezmoi'],
]

// A file that says what made it, in words that are not in the table.
const madeBy = /(?:generated|managed|written|maintained) (?:automatically )?by ([A-Za-z][\w.-]{1,30})/i

/** Tells by the present file who wrote it. */
export async function lastWriter({ target }: Memory, disk: Disk): Promise<Writer> {
  const path = targetPath(target, disk.places)
  const [{ attributes }, state, nameOf] = await Promise.all([
    disk.inspect(target).catch(() => ({ attributes: null })),
    disk.read(path),
    userNames(disk),
  ])
  return {
    path,
    at: attributes && new Date(attributes.modifiedAt),
    owner: attributes && nameOf(attributes.uid),
    tool: state.kind === 'text' ? toolIn(state.text.replace(ownershipMark, '')) : null,
  }
}

function toolIn(text: string): string | null {
  const known = marks.find(([mark]) => mark.test(text))?.[1]
  if (known !== undefined) return known
  return madeBy.exec(text)?.[1] ?? null
}

/** Who it was, in a sentence. */
export function writerNotice({ path, at, owner, tool }: Writer): Notice {
  if (!at || owner === null) return notice('writer-gone', { path })
  const values = { path, time: clock(at), owner }
  return tool === null ? notice('writer-owner', values) : notice('writer-tool', { ...values, tool })
}

/** That something fights over the file, and who it seems to be. */
export function foughtBy({ path, at, owner, tool }: Writer, count: number, minutes: number, key: EngineKey): Notice {
  const values = { path, count, minutes, command: `pullcord on --engine ${key.id} --scope ${key.scope} --yes` }
  if (!at || owner === null) return notice('fought-over-gone', values)
  const written = { ...values, time: clock(at), owner }
  return tool === null ? notice('fought-over', written) : notice('fought-over-tool', { ...written, tool })
}

function clock(at: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  const day = [at.getFullYear(), at.getMonth() + 1, at.getDate()].map(two).join('-')
  return `${day} ${[at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(':')}`
}
