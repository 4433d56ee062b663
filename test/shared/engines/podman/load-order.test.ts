import { expect, test } from 'vitest'
import { podman } from '../../../../shared/engines/podman.ts'
import { loadOrder } from '../../../../shared/engines/podman/load-order.ts'
import { filesOf, places, podmanFacts } from '../look.ts'

const [etc, usr] = ['/etc/containers/registries', '/usr/share/containers/registries']
const old = '/home/a/.config/containers/registries'
const xdg = '/home/a/cfg/containers/registries'
const root = '/root/.config/containers/registries'

/** Cases as measured: the version and scope, the files that are there, and those that are read, in order. */
test.each<readonly [string, string, 'user' | 'system', readonly string[], readonly string[]]>([
  [
    'the system’s file, then drop-ins in byte order',
    '4.3.1',
    'system',
    [`${etc}.conf`, `${etc}.conf.d/9-a.conf`, `${etc}.conf.d/10-b.conf`, `${etc}.conf.d/Z.conf`],
    [`${etc}.conf`, `${etc}.conf.d/10-b.conf`, `${etc}.conf.d/9-a.conf`, `${etc}.conf.d/Z.conf`],
  ],
  [
    'hidden files count, other endings do not',
    '5.8.6',
    'system',
    [`${etc}.conf.d/.a.conf`, `${etc}.conf.d/b.conf.bak`, `${etc}.conf.d/c.CONF`],
    [`${etc}.conf.d/.a.conf`],
  ],
  [
    'a user’s drop-ins come last, whatever their names',
    '5.4.2',
    'user',
    [`${etc}.conf`, `${etc}.conf.d/zz.conf`, `${old}.conf.d/00.conf`],
    [`${etc}.conf`, `${etc}.conf.d/zz.conf`, `${old}.conf.d/00.conf`],
  ],
  [
    'a user’s main file silences the system’s drop-ins',
    '5.8.6',
    'user',
    [`${etc}.conf`, `${etc}.conf.d/a.conf`, `${old}.conf`, `${old}.conf.d/b.conf`],
    [`${old}.conf`, `${old}.conf.d/b.conf`],
  ],
  [
    'root’s does the same',
    '5.8.6',
    'system',
    [`${etc}.conf.d/a.conf`, `${root}.conf`, `${root}.conf.d/b.conf`],
    [`${root}.conf`, `${root}.conf.d/b.conf`],
  ],
  [
    'before 6 neither /usr/share nor XDG_CONFIG_HOME counts',
    '5.8.6',
    'user',
    [`${usr}.conf`, `${usr}.conf.d/a.conf`, `${xdg}.conf`, `${xdg}.conf.d/b.conf`],
    [],
  ],
  [
    'from 6 on they do, and a main file silences nothing',
    '6.1.1',
    'user',
    [`${usr}.conf`, `${usr}.conf.d/a.conf`, `${etc}.conf.d/b.conf`, `${xdg}.conf`, `${old}.conf`],
    [`${xdg}.conf`, `${usr}.conf.d/a.conf`, `${etc}.conf.d/b.conf`],
  ],
  [
    'from 6 on all drop-ins sort by name',
    '6.1.1',
    'user',
    [`${xdg}.conf.d/10.conf`, `${etc}.conf.d/20.conf`, `${usr}.conf.d/30.conf`],
    [`${xdg}.conf.d/10.conf`, `${etc}.conf.d/20.conf`, `${usr}.conf.d/30.conf`],
  ],
  [
    'from 6 on one file a name: the user’s, then the scope’s, then /etc, then /usr/share',
    '6.1.1',
    'user',
    [`${usr}.conf.d/a.conf`, `${etc}.conf.d/a.conf`, `${etc}.rootless.conf.d/a.conf`, `${xdg}.conf.d/a.conf`],
    [`${xdg}.conf.d/a.conf`],
  ],
  [
    'from 6 on the scope has directories of its own',
    '6.1.1',
    'system',
    [`${etc}.conf.d/a.conf`, `${etc}.rootful.conf.d/a.conf`, `${etc}.rootless.conf.d/b.conf`],
    [`${etc}.rootful.conf.d/a.conf`],
  ],
  [
    'from 6 on the distribution’s main file is the last choice',
    '6.1.1',
    'system',
    [`${usr}.conf`, `${etc}.conf`],
    [`${etc}.conf`],
  ],
  [
    'from 6 on a user has a directory by number, after the one of all users',
    '6.1.1',
    'user',
    [`${etc}.rootless.conf.d/1000/a.conf`, `${etc}.rootless.conf.d/a.conf`, `${etc}.rootless.conf.d/1001/b.conf`],
    [`${etc}.rootless.conf.d/1000/a.conf`],
  ],
  ['nothing there', '6.1.1', 'system', [], []],
])('%s (podman %s, %s)', (_, version, scope, present, order) => {
  const facts = { ...podmanFacts(version, scope), uid: 1000 }
  const texts = Object.fromEntries(present.map((path) => [path, '']))
  const files = filesOf(podman, facts, { mirrors: [], keepTheirs: true, strict: false }, { texts })
  expect(loadOrder(files, facts, places)).toEqual(order)
})

test('a directory of drop-ins that is itself a link counts from 6 on only', () => {
  const scene = { texts: { [`${etc}.conf.d/a.conf`]: '' }, links: [`${etc}.conf.d`] }
  const read = (version: string): readonly string[] => {
    const facts = podmanFacts(version)
    return loadOrder(filesOf(podman, facts, { mirrors: [], keepTheirs: true, strict: false }, scene), facts, places)
  }
  expect([read('5.8.6'), read('6.1.1')]).toEqual([[], [`${etc}.conf.d/a.conf`]])
})
