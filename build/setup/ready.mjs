import { dependenciesMatch, installDependencies, requireNode } from './dependencies.mjs'
import { alone } from './lock.mjs'
import { buildOutput, outputMatches } from './output.mjs'

/**
 * Makes a clone ready to run: dependencies as locked and, unless told otherwise, dist/ built from the sources.
 * Costs a few milliseconds when there is nothing to do.
 * @param {{ readonly build?: boolean }} [options]
 */
export async function makeReady({ build = true } = {}) {
  requireNode()
  const ready = () => dependenciesMatch() && (!build || outputMatches())
  if (ready()) return
  await alone(async () => {
    if (!dependenciesMatch()) await installDependencies()
    if (build && !outputMatches()) await buildOutput()
  })
}
