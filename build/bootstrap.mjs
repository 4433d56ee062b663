// From a fresh clone to a running command. Only Node's own modules, and only what Node 20 has:
// nothing is installed yet when this starts.
import { join } from 'node:path'
import { projectNode, root, stepEnvironment } from './setup/project.mjs'
import { makeReady } from './setup/ready.mjs'
import { handOver } from './setup/step.mjs'

/** What each verb needs beforehand and which script then runs, on the pinned Node. */
const verbs = {
  setup: { build: true, script: null },
  start: { build: true, script: 'build/run/start.ts' },
  test: { build: true, script: 'build/run/test.ts' },
  check: { build: false, script: 'build/run/check.ts' },
  'helper:install': { build: true, script: 'build/run/helper-install.ts' },
  bench: { build: true, script: 'test/bench/run.ts' },
}

const [verb = '', ...args] = process.argv.slice(2)

/** @param {string} name @returns {name is keyof typeof verbs} */
const isVerb = (name) => Object.hasOwn(verbs, name)

try {
  if (!isVerb(verb)) throw new Error(`Usage: node build/bootstrap.mjs ${Object.keys(verbs).join('|')}`)
  const { build, script } = verbs[verb]
  await makeReady({ build })
  if (script !== null) {
    process.exitCode = await handOver(projectNode(), [join(root, script), ...args], {
      cwd: root,
      env: stepEnvironment({ withBin: true }),
    })
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
