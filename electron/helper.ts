import { asAppError, failure } from '../shared/errors.ts'
import { answerMark, protocolVersion, type Action, type HelperAnswer } from '../shared/helper-protocol.ts'
import { handle } from './helper/handle.ts'
import { readLine } from './helper/line.ts'
import { openSystem } from './system/open.ts'
import { whoAsks } from './system/who.ts'

// What runs as root by leave of an administrator, behind two wrappers: approve and toggle. See SECURITY.md.

const [action, ...args] = process.argv.slice(2)
const by = whoAsks(process.getuid?.() ?? -1, process.env)
forgetSurroundings()
const answer = await answerTo(action).catch((error: unknown): HelperAnswer => ({
  version: protocolVersion,
  kind: 'refused',
  notice: asAppError(error).notice,
}))
process.exitCode = answer.kind === 'refused' ? 1 : 0
// The other side keeps stdin open until it has this; nothing is left to wait for then.
process.stdout.write(`${answerMark}\n${JSON.stringify(answer)}\n`, () => process.exit())

async function answerTo(name: string | undefined): Promise<HelperAnswer> {
  if (process.getuid?.() !== 0) throw failure('helper-not-root')
  if (!isAction(name)) throw failure('request-malformed', { why: 'no wrapper called it' })
  const line = await readLine(process.stdin)
  const system = openSystem(null)
  return await handle(
    line.text,
    { action: name, args, isHeard: line.isHeard },
    { system, specs: null, scope: 'system', by },
  )
}

function isAction(name: string | undefined): name is Action {
  return name === 'approve' || name === 'toggle'
}

// Nothing of the caller's reaches what we do or start: no variable, directory or mask. Their signals neither end us
// midway nor does a reader that is gone: what was begun is finished or taken back.
function forgetSurroundings(): void {
  for (const name of Object.keys(process.env)) delete process.env[name]
  Object.assign(process.env, { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', HOME: '/root', LANG: 'C.UTF-8' })
  process.umask(0o022)
  process.chdir('/')
  for (const signal of [
    'SIGINT',
    'SIGTERM',
    'SIGHUP',
    'SIGPIPE',
    'SIGQUIT',
    'SIGUSR1',
    'SIGUSR2',
    'SIGTSTP',
    'SIGTTIN',
    'SIGTTOU',
  ] as const)
    process.on(signal, () => undefined)
  process.stdout.on('error', () => process.exit())
}
