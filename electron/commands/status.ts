import type { EngineStatus } from '../../shared/contract.ts'
import { foldEngines } from '../../shared/left-alone.ts'
import { exit, print, printJson, type Arguments, type Command } from './command.ts'
import { asideLines, engineLines, verboseLines } from './engine-lines.ts'
import { statusJson } from './json.ts'
import { sparksOf } from './sparks.ts'
import { mirrorLines, sentence } from './words.ts'

export const status: Command = {
  summary: 'what is on, loaded, proven',
  usage: 'status [--check] [--verbose]',
  options: { check: { type: 'boolean' }, verbose: { type: 'boolean', short: 'v' } },
  help: [
    ['--check', 'ask each mirror for its health (at most 2 s)'],
    ['--verbose', 'by what each engine was found, its files and its order; those left alone too'],
  ],
  async run(args, core) {
    const found = await core.call('status.read', {
      probe: args.values.check === true,
      accepted: args.values.json === true,
    })
    if (args.values.json) printJson(statusJson(found))
    else {
      print(...sentence(found), '', ...lines(found.engines, args.values))
      if (found.mirrors.length > 0) print('', ...mirrorLines(found.mirrors, await sparksOf(core, found.mirrors)))
    }
    return exit.done
  },
}

function lines(engines: readonly EngineStatus[], { verbose, engine }: Arguments['values']): readonly string[] {
  if (engines.length === 0) return ['No container engine was found.']
  if (verbose) return verboseLines(engines)
  // Who names an engine wants to see it.
  if (engine !== undefined) return engineLines(engines)
  const { shown, aside } = foldEngines(engines)
  return [...engineLines(shown), ...asideLines(aside.length)]
}
