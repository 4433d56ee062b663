import { exit, print, printJson, type Command } from './command.ts'
import { statusJson } from './json.ts'
import { engineLines, mirrorLines, sentence } from './words.ts'

export const status: Command = {
  summary: 'what is on, loaded, proven',
  usage: 'status [--check]',
  options: { check: { type: 'boolean' } },
  help: [['--check', 'ask each mirror for its health (at most 2 s)']],
  async run(args, core) {
    const found = await core.call('status.read', {
      probe: args.values.check === true,
      accepted: args.values.json === true,
    })
    if (args.values.json) printJson(statusJson(found))
    else {
      print(
        ...sentence(found),
        '',
        ...(found.engines.length === 0 ? ['No container engine was found.'] : engineLines(found.engines)),
      )
      if (found.mirrors.length > 0) print('', ...mirrorLines(found.mirrors))
    }
    return exit.done
  },
}
