import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { placesFor, placesOf } from '../../../electron/system/open.ts'
import { uid } from './root-at.ts'

const folder = mkdtempSync(join(tmpdir(), 'pullcord-home-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const [theirs, roots, shared] = ['theirs', 'roots', 'shared'].map((name) => join(folder, name)) as [
  string,
  string,
  string,
]

describe.skipIf(uid !== 0)('the places of root [as root only]', () => {
  for (const home of [theirs, roots, shared]) mkdirSync(home)
  if (uid === 0) chownSync(theirs, 1000, 1000)
  chmodSync(shared, 0o1777)
  const own = placesOf({}, userInfo().homedir)

  test.each<readonly [string, Readonly<Record<string, string>>, string, ReturnType<typeof placesOf>]>([
    ['a HOME of root’s', {}, roots, placesOf({}, roots)],
    ['one that is not there yet', {}, `${roots}/a/b`, placesOf({}, `${roots}/a/b`)],
    ['a user’s HOME', {}, theirs, own],
    ['a user’s HOME, with folders of root’s', { XDG_STATE_HOME: roots }, theirs, own],
    ['folders of a user’s', { XDG_STATE_HOME: `${theirs}/.local/state` }, roots, own],
    ['folders that anyone may make', { XDG_CONFIG_HOME: `${shared}/config` }, roots, own],
  ])('with %s', (_, env, home, places) => {
    expect(placesFor(0, env, home)).toEqual(places)
  })

  test('anyone else is taken at their word', () => {
    expect(placesFor(1000, { XDG_STATE_HOME: shared }, theirs)).toEqual(placesOf({ XDG_STATE_HOME: shared }, theirs))
  })
})
