// `npm run helper:install [-- --uninstall] [-- --root DIR]`: from a clone, what a package brings: root's helper, its
// runtime, two wrappers and the policy, all root's, so that nothing is ever run as root that a user can write.
import { chmodSync, chownSync, copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { projectNode, root as clone } from '../setup/project.mjs'

const folder = '/usr/libexec/pullcord'

/** Where each file goes, where it comes from, and its mode. The runtime first, the wrappers and their leave last. */
const files: readonly { readonly to: string; readonly from: string; readonly mode: number }[] = [
  { to: `${folder}/node`, from: projectNode(), mode: 0o755 },
  { to: `${folder}/helper.js`, from: join(clone, 'dist/helper/helper.js'), mode: 0o644 },
  // Tells Node that the file beside it is a module.
  { to: `${folder}/package.json`, from: join(clone, 'dist/helper/package.json'), mode: 0o644 },
  { to: `${folder}/approve`, from: join(clone, 'build/elevation/approve'), mode: 0o755 },
  { to: `${folder}/toggle`, from: join(clone, 'build/elevation/toggle'), mode: 0o755 },
  {
    to: '/usr/share/polkit-1/actions/io.github.pullcord.policy',
    from: join(clone, 'build/elevation/io.github.pullcord.policy'),
    mode: 0o644,
  },
]

const { values } = parseArgs({ options: { uninstall: { type: 'boolean' }, root: { type: 'string', default: '' } } })

if (process.getuid?.() !== 0) {
  console.log(`This writes below ${folder}, so it needs root. Run:\n  sudo npm run helper:install`)
  process.exitCode = 4
} else if (packageOwns(`${values.root}${folder}/helper.js`)) {
  console.log(`A package brings ${folder} already: install and remove it by that.`)
  process.exitCode = 1
} else if (values.uninstall) {
  for (const { to } of files.toReversed()) rmSync(values.root + to, { force: true })
  rmSync(values.root + folder, { recursive: true, force: true })
  console.log('The helper is gone. What it had changed stays as it is: “pullcord uninstall” puts it back first.')
} else {
  for (const file of files) install(file)
  console.log(`The helper is installed in ${folder}. Next: pullcord approve`)
}

/** A new file takes the old one's place whole, so that what runs meanwhile is one or the other. */
function install({ to, from, mode }: (typeof files)[number]): void {
  const path = values.root + to
  const fresh = join(dirname(path), `.pullcord-${process.pid}.new`)
  if (mkdirSync(dirname(path), { recursive: true, mode: 0o755 }) !== undefined) chmodSync(dirname(path), 0o755)
  copyFileSync(from, fresh)
  chownSync(fresh, 0, 0)
  chmodSync(fresh, mode)
  renameSync(fresh, path)
}

function packageOwns(path: string): boolean {
  if (!existsSync(path)) return false
  const ask = (command: string, ...args: readonly string[]): boolean =>
    spawnSync(command, args, { stdio: 'ignore' }).status === 0
  return ask('dpkg-query', '--search', path) || ask('rpm', '--query', '--file', path)
}
