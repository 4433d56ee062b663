import { expect, test } from 'vitest'
import { openCore } from '../../../electron/service/core.ts'
import { memoryDisk, type MemoryDisk } from '../../../electron/system/memory-disk.ts'
import type { EngineStatus } from '../../../shared/contract.ts'
import { parseEngineSpec } from '../../../shared/engine-spec.ts'
import type { Mirror } from '../../../shared/registry.ts'
import type { Settings } from '../../../shared/settings.ts'
import { mirrorsOf, settingsWith, turn, workplace } from './workplace.ts'

const list = '/etc/docker/daemon.json'
const dropIn = '/etc/containers/registries.conf.d/zz-pullcord.conf'
const hub = mirrorsOf(['docker.io=http://m.lan:5000'])
const own = '[[registry]]\nlocation = "docker.io"\n[[registry.mirror]]\nlocation = "m.lan:5000"\ninsecure = true\n'
type Step = (disk: MemoryDisk) => unknown

const on =
  (engine: string, mirrors = hub): Step =>
  (disk) =>
    turn(workplace(disk, engine), 'on', settingsWith(mirrors))
const edit =
  (path: string, change: (text: string) => string | null): Step =>
  (disk) =>
    disk.edit(path, change(disk.tree()[path] ?? ''))

/** What status says of the one engine after these steps. */
async function statusAfter(
  engine: string,
  mirrors: readonly Mirror[],
  steps: readonly Step[],
  texts: Record<string, string> = {},
  more: Partial<Settings> = {},
): Promise<EngineStatus & { readonly position: string }> {
  const disk = memoryDisk(texts)
  for (const step of steps) await step(disk)
  await disk.store(
    `${disk.places.configHome}/pullcord/settings.json`,
    JSON.stringify(settingsWith(mirrors, more)),
    0o600,
  )
  const spec = parseEngineSpec(engine)
  if (!spec.ok) throw new Error(spec.notice.message)
  const core = await openCore({
    system: { disk, processes: null },
    specs: [spec.value],
    scope: 'system',
    by: { uid: 0, via: 'root' },
  })
  const status = await core.call('status.read', { probe: false })
  return { ...status.engines[0]!, position: status.switch }
}

/** How far each engine is, by what the files say; then the notice and the notes, by code. */
test.each<
  readonly [
    string,
    string,
    readonly Mirror[],
    readonly Step[],
    Record<string, string>,
    string,
    string | null,
    readonly string[],
  ]
>([
  ['nothing set', 'docker@20.10', [], [], {}, 'off', null, []],
  ['nothing turned on', 'docker@20.10', hub, [], { [list]: '{}' }, 'off', null, []],
  ['docker on', 'docker@20.10', hub, [on('docker@20.10')], { [list]: '{}' }, 'configured', null, []],
  ['docker 28 on', 'docker@28.5:c8d', hub, [on('docker@28.5:c8d')], {}, 'configured', null, []],
  ['podman on', 'podman', hub, [on('podman')], {}, 'configured', null, []],
  [
    'edited beside ours',
    'docker@20.10',
    hub,
    [on('docker@20.10'), edit(list, (text) => text.replace('true', 'false'))],
    { [list]: '{\n  "debug": true\n}' },
    'configured',
    null,
    [],
  ],
  [
    'ours taken out by hand',
    'docker@20.10',
    hub,
    [on('docker@20.10'), edit(list, () => '{"debug": true}')],
    {},
    'changed-outside',
    'changed-outside',
    [],
  ],
  [
    'our file removed by hand',
    'docker@20.10',
    hub,
    [on('docker@20.10'), edit(list, () => null)],
    { [list]: '{}' },
    'changed-outside',
    'changed-outside',
    [],
  ],
  ['our drop-in removed by hand', 'podman', hub, [on('podman'), edit(dropIn, () => null)], {}, 'off', null, []],
  [
    'one of theirs put in front',
    'docker@20.10',
    hub,
    [on('docker@20.10'), edit(list, (text) => text.replace('[', '["http://own",'))],
    {},
    'changed-outside',
    'changed-outside',
    [],
  ],
  [
    'set by hand',
    'podman',
    hub,
    [],
    { '/etc/containers/registries.conf': own },
    'configured',
    null,
    ['still-mirrored'],
  ],
  [
    'another mirror by hand',
    'podman',
    hub,
    [],
    { '/etc/containers/registries.conf': own.replace('m.lan', 'own') },
    'off',
    null,
    ['still-mirrored'],
  ],
  [
    'a mirror added to the list while on',
    'podman',
    [...hub, ...mirrorsOf(['quay.io=http://q'])],
    [on('podman')],
    {},
    'configured',
    'mirrors-pending',
    [],
  ],
  ['the list emptied while on', 'podman', [], [on('podman')], {}, 'configured', 'mirrors-pending', []],
  ['nothing that it can use', 'docker@20.10', mirrorsOf(['quay.io=http://q']), [], {}, 'cannot', 'docker-hub-only', []],
  [
    'something that it cannot use',
    'docker@20.10',
    [...hub, ...mirrorsOf(['quay.io=http://q'])],
    [on('docker@20.10')],
    {},
    'configured',
    null,
    ['docker-hub-only'],
  ],
  ['a broken file', 'docker@20.10', hub, [], { [list]: '{' }, 'problem', 'unparseable-file', []],
  [
    'a broken file of podman',
    'podman',
    hub,
    [],
    { '/etc/containers/registries.conf.d/x.conf': '[' },
    'problem',
    'podman-config-broken',
    [],
  ],
  [
    'our file broken while on',
    'docker@20.10',
    hub,
    [on('docker@20.10'), edit(list, (text) => `${text},`)],
    {},
    'problem',
    'unparseable-file',
    [],
  ],
])('%s (%s): %s', async (_, engine, mirrors, steps, texts, state, reason, notes) => {
  const found = await statusAfter(engine, mirrors, steps, texts)
  expect([found.state, found.notice?.code ?? null, found.notes.map(({ code }) => code)]).toEqual([state, reason, notes])
})

test('what is in force is told apart from what the list says', async () => {
  const found = await statusAfter('podman', hub, [on('podman')], {
    '/etc/containers/registries.conf': own.replace('m.lan', 'own'),
  })
  expect(found).toMatchObject({
    position: 'on',
    mirrors: [{ upstream: 'docker.io', url: 'http://m.lan:5000', insecure: false }],
    effective: [
      { upstream: 'docker.io', endpoint: 'm.lan:5000' },
      { upstream: 'docker.io', endpoint: 'own:5000' },
    ],
    targets: [{ path: dropIn, digest: expect.stringMatching(/^sha256:/), ours: true }],
  })
})

test.each<readonly [string, string, boolean, boolean, readonly string[], string | null, readonly string[]]>([
  ['podman strict', 'podman', true, true, ['docker.io'], null, []],
  ['strict mode chosen while on', 'podman', false, true, [], 'mirrors-pending', []],
  ['given up while on', 'podman', true, false, ['docker.io'], 'mirrors-pending', []],
  ['docker 28 strict', 'docker@28.5:c8d', true, true, ['docker.io'], null, []],
  ['chosen while docker is on', 'docker@28.5:c8d', false, true, [], 'mirrors-pending', []],
  ['what cannot be strict is not pending', 'docker@20.10', true, true, [], null, ['strict-docker-list']],
  ['nor is it when chosen while on', 'docker@20.10', false, true, [], null, ['strict-docker-list']],
])('strict mode: %s (%s)', async (_, engine, turned, saved, closed, reason, notes) => {
  const step: Step = (disk) => turn(workplace(disk, engine), 'on', settingsWith(hub, { strict: turned }))
  const found = await statusAfter(engine, hub, [step], {}, { strict: saved })
  expect([found.state, found.strict, found.notice?.code ?? null, found.notes.map(({ code }) => code)]).toEqual([
    'configured',
    closed,
    reason,
    notes,
  ])
})

test('a login in a file of theirs is not shown', async () => {
  const texts = { [list]: '{"registry-mirrors": ["https://user:s3cr3t@own.corp"]}' }
  const { effective } = await statusAfter('docker@20.10', hub, [], texts)
  expect(effective).toEqual([{ upstream: 'docker.io', endpoint: 'https://•••@own.corp' }])
})
