// `npm run pullcord -- …`: the CLI from a clone. Whatever set-up says goes to stderr; stdout is the CLI's alone.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { projectNode, root } from './setup/project.mjs'
import { makeReady } from './setup/ready.mjs'
import { handOver } from './setup/step.mjs'

try {
  await makeReady()
  const cli = join(root, 'dist/node/cli.js')
  const args = process.argv.slice(2)
  // npm runs scripts in the package's folder; a path in the arguments means the folder it was typed in.
  const typedIn = process.env['npm_lifecycle_event'] === 'pullcord' ? process.env['INIT_CWD'] : undefined
  if (typedIn !== undefined) process.chdir(typedIn)
  if (Number.parseInt(process.versions.node) >= 24) {
    process.argv = [process.execPath, cli, ...args]
    await import(pathToFileURL(cli).href)
  } else {
    process.exitCode = await handOver(projectNode(), [cli, ...args])
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
