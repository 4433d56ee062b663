import type { Approval } from '../../shared/approval.ts'
import type { Core } from '../../shared/contract.ts'
import { failure } from '../../shared/errors.ts'
import { saysYes } from './ask.ts'
import { exit, print, printJson, texts, type Arguments, type Command } from './command.ts'
import { draftOf } from './draft.ts'
import { errorJson } from './json.ts'
import { noticeLines } from './words.ts'

export const approve: Command = {
  summary: 'have an administrator allow the mirrors for the system’s engines, once',
  usage: 'approve [--mirror UPSTREAM=URL]… [--only] [--accept-risks] | --list | --revoke',
  options: {
    mirror: { type: 'string', multiple: true },
    insecure: { type: 'boolean' },
    ca: { type: 'string' },
    'drop-theirs': { type: 'boolean' },
    strict: { type: 'boolean' },
    only: { type: 'boolean' },
    'accept-risks': { type: 'boolean' },
    list: { type: 'boolean' },
    revoke: { type: 'boolean' },
  },
  help: [
    ['--mirror U=URL', 'put it on the list first; --insecure, --ca, --drop-theirs and --strict as for “on”'],
    ['--only', 'take back every earlier leave'],
    ['--accept-risks', 'agree to what the mirrors risk without being asked'],
    ['--list', 'only show what is approved'],
    ['--revoke', 'take back every leave'],
  ],
  async run({ values }, core) {
    if (values.list) return show(await core.call('approval.read', {}), values)
    if (values.revoke) return show(await core.call('approval.revoke', {}), values)
    await putOnList(values, core)
    const before = await core.call('approval.read', {})
    if (!values.json) print(...offer(before))
    const acceptRisks = values['accept-risks'] === true || (await agrees(before, values))
    return show(await core.call('approval.give', { acceptRisks, only: values.only === true }), values)
  },
}

async function putOnList(values: Arguments['values'], core: Core): Promise<void> {
  const drafts = await Promise.all(texts(values.mirror).map((text) => draftOf(text, values)))
  if (values['drop-theirs']) await core.call('settings.edit', { keepTheirs: false })
  if (values.strict) await core.call('settings.edit', { strict: true })
  for (const draft of drafts) {
    const { mirrors } = await core.call('settings.read', {})
    const isThere = mirrors.some(({ upstream, url }) => upstream === draft.upstream && url === draft.url)
    if (!isThere) await core.call('mirror.add', { draft })
  }
}

// Shown before anyone is asked for a password.
function offer({ mirrors, risks }: Approval): readonly string[] {
  const risky = risks.length === 0 ? [] : ['What this risks:', ...risks.flatMap(noticeLines)]
  return ['To be approved for the engines of the whole system:', ...mirrors.map((one) => `  ${one}`), ...risky, '']
}

// Without a terminal nobody can have read it.
async function agrees({ kind, risks }: Approval, { json }: Arguments['values']): Promise<boolean> {
  if (risks.length === 0 || kind === 'unavailable' || json || !process.stdin.isTTY) return false
  if (!(await saysYes('Approve all the same?'))) throw failure('approval-dismissed')
  return true
}

function show({ kind, notice, sets }: Approval, { json }: Arguments['values']): number {
  if (json) {
    printJson({
      state: kind,
      reason: notice && errorJson(notice),
      sets: sets.map(({ id, mirrors, at, by, current }) => ({ id, mirrors, at, by, current })),
    })
    return exit.done
  }
  if (kind === 'root') print('Root needs no approval; what root approves, the users of this machine may switch.', '')
  if (notice) print(...noticeLines(notice), '')
  if (sets.length === 0) print('Nothing is approved.')
  for (const { mirrors, at, by, current } of sets) {
    print(
      `Approved ${new Date(at).toLocaleString()}, asked for by user ${by}${current ? ' (the list as it stands)' : ''}:`,
    )
    print(...mirrors.map((one) => `  ${one}`))
  }
  return exit.done
}
