import type { Core } from '../../shared/contract.ts'
import { failure } from '../../shared/errors.ts'
import { currentProfile, type Profile } from '../../shared/profiles/profile.ts'
import type { Settings } from '../../shared/settings.ts'
import { exit, print, printJson, type Arguments, type Command } from './command.ts'
import { reportJson } from './json.ts'
import { reportLines } from './report-lines.ts'
import { mentionNoCheck, outcomeOf, showView } from './switch.ts'

export const profile: Command = {
  summary: 'named sets of mirrors and engines: office, home, train',
  usage: 'profile list | save NAME | use NAME | rename NAME NEW | remove NAME',
  options: {
    'dry-run': { type: 'boolean' },
    yes: { type: 'boolean', short: 'y' },
    'no-check': { type: 'boolean' },
  },
  help: [
    ['save NAME', 'keep the list as it stands under this name'],
    ['use NAME', 'put it into the list; while the switch is on, the engines follow'],
    ['--dry-run', 'with use: only show what would change'],
    ['--yes', 'with use: agree to what the plan asks for'],
    ['--no-check', 'with use: do not ask the mirrors first'],
  ],
  async run({ positionals: [action = 'list', ...names], values }, core) {
    if (!Object.hasOwn(actions, action))
      throw failure('usage', { why: `There is no “profile ${action}”.`, help: 'profile --help' })
    return await actions[action]!(core, names, values)
  },
}

type Action = (core: Core, names: readonly string[], values: Arguments['values']) => Promise<number>

const actions: Readonly<Record<string, Action>> = { list, save, use, rename, remove }

async function list(core: Core, _: readonly string[], values: Arguments['values']): Promise<number> {
  return show(await core.call('settings.read', {}), values)
}

async function save(core: Core, names: readonly string[], values: Arguments['values']): Promise<number> {
  return show(await core.call('profile.save', { name: given(names, 0) }), values)
}

async function rename(core: Core, names: readonly string[], values: Arguments['values']): Promise<number> {
  return show(await core.call('profile.rename', { name: given(names, 0), to: given(names, 1) }), values)
}

async function remove(core: Core, names: readonly string[], values: Arguments['values']): Promise<number> {
  return show(await core.call('profile.remove', { name: given(names, 0) }), values)
}

async function use(core: Core, names: readonly string[], values: Arguments['values']): Promise<number> {
  const name = given(names, 0)
  if (values['dry-run']) return showView(await core.call('profile.plan', { name }), values)
  const order = { name, expect: null, accept: values.yes === true, check: values['no-check'] !== true }
  const report = await core.call('profile.use', order).catch(mentionNoCheck)
  if (values.json) printJson(reportJson(report))
  else print(...reportLines(report))
  return outcomeOf(report)
}

function given(names: readonly string[], at: number): string {
  const name = names[at]
  if (name === undefined) throw failure('usage', { why: 'Say which profile.', help: 'profile --help' })
  return name
}

function show(settings: Settings, { json }: Arguments['values']): number {
  const current = currentProfile(settings)
  const { profiles } = settings
  if (json) {
    printJson({
      current,
      profiles: profiles.map(({ name, mirrors, engines, keepTheirs, strict }) => ({
        name,
        mirrors: mirrors.map(({ upstream, url, insecure, ca }) => ({
          upstream,
          url,
          insecure,
          ca: ca?.sha256 ?? null,
        })),
        engines,
        keepTheirs,
        strict,
      })),
    })
    return exit.done
  }
  if (profiles.length === 0) print('No profile is kept. Keep the list as one: pullcord profile save NAME')
  for (const one of profiles) {
    const mark =
      current?.name === one.name ? (current.changed ? ' (the list came from it, and was edited)' : ' (the list)') : ''
    print(`${one.name}${mark}: ${described(one)}`)
  }
  return exit.done
}

function described({ mirrors }: Profile): string {
  if (mirrors.length === 0) return 'off, no mirror'
  return mirrors.map(({ upstream, url }) => `${upstream} → ${url}`).join(', ')
}
