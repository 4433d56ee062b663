import type { Verification } from '../../shared/contract.ts'
import { keyOf } from '../../shared/engine.ts'
import { failure } from '../../shared/errors.ts'
import { exit, print, printJson, type Command } from './command.ts'
import { verificationJson, verificationLines } from './verification-lines.ts'

export const verify: Command = {
  summary: 'ask the engines themselves; with --pull, prove it',
  usage: 'verify [--pull IMAGE] [--mirror-log FILE]',
  options: { pull: { type: 'string' }, 'mirror-log': { type: 'string' } },
  help: [
    ['--pull IMAGE', 'pull it, and show who served it'],
    ['--mirror-log FILE', 'the mirror’s access log, if it lies on this machine, as evidence'],
  ],
  async run({ values }, core) {
    const image = typeof values.pull === 'string' ? values.pull : null
    const mirrorLog = typeof values['mirror-log'] === 'string' ? values['mirror-log'] : null
    const { engines } = await core.call('status.read', { probe: false })
    const keys = engines.filter(({ chosen, state }) => chosen && state !== 'cannot').map(keyOf)
    if (keys.length === 0) throw failure('no-engine')
    const answers: Verification[] = []
    for (const engine of keys) answers.push(await core.call('engine.verify', { engine, image, mirrorLog }))
    if (values.json) {
      printJson({
        engines: answers.map(verificationJson),
      })
    } else print(...answers.flatMap(verificationLines))
    const wanted = image === null ? ['loaded', 'proven'] : ['proven']
    return answers.every(({ reached }) => wanted.includes(reached)) ? exit.done : exit.unverified
  },
}
