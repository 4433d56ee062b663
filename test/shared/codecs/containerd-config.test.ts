import { describe, expect, test } from 'vitest'
import {
  formatContainerdConfig,
  parseContainerdConfig,
  setConfigPath,
  unsetConfigPath,
} from '../../../shared/codecs/containerd-config.ts'

const ours = '/etc/containerd/certs.d'
const cri = 'plugins."io.containerd.grpc.v1.cri"'
const images = "plugins.'io.containerd.cri.v1.images'"

// As Debian's package has it.
const debian = `version = 2

[plugins]
  [${cri}]
    [${cri}.cni]
      bin_dir = "/usr/lib/cni"
  [plugins."io.containerd.internal.v1.opt"]
    path = "/var/lib/containerd/opt"
`

function parsed(text: string, inherited: number | null = null) {
  const result = parseContainerdConfig('/c.toml', text, inherited)
  if (!result.ok) throw new Error(result.refusal.notice.message)
  return result.value
}

describe('what a file says', () => {
  // Each measured by “containerd config dump” of 1.6, 1.7 and 2.1.
  test.each([
    ['version 2', `version = 2\n[${cri}.registry]\nconfig_path = "/a"\n`, null, '/a'],
    ['version 3', `version = 3\n[${images}.registry]\nconfig_path = '/a'\n`, null, '/a'],
    ['the old key in version 3', `version = 3\n[${cri}.registry]\nconfig_path = "/a"\n`, null, null],
    ['version 1', '[plugins.cri.registry]\nconfig_path = "/a"\n', null, '/a'],
    ['the key of version 2 without a version', `[${cri}.registry]\nconfig_path = "/a"\n`, null, null],
    ['an import without a version', `[${cri}.registry]\nconfig_path = "/a"\n`, 2, '/a'],
    ['dotted keys', `version = 2\n${cri}.registry.config_path = "/a"\n`, null, '/a'],
    ['an inline table', `version = 2\n[${cri}]\nregistry = { config_path = "/a" }\n`, null, '/a'],
    ['nothing', debian, null, null],
    ['set to nothing', `version = 2\n[${cri}.registry]\nconfig_path = ""\n`, null, ''],
  ])('%s', (_, text, inherited, configPath) => {
    expect(parsed(text, inherited)).toMatchObject({ configPath })
  })

  test('which line says it, what it imports, and what it turns off', () => {
    const text = `version = 2\nimports = ["/etc/containerd/conf.d/*.toml"]\ndisabled_plugins = ["cri"]\n\n[${cri}.registry]\n  config_path = "/a"\n`
    expect(parsed(text)).toMatchObject({
      place: { line: 6, column: 3 },
      imports: ['/etc/containerd/conf.d/*.toml'],
      criOff: true,
      hasPlugin: true,
      isBlank: false,
    })
    expect(parsed('# only this\n')).toMatchObject({ isBlank: true, version: null })
  })

  test.each([
    ['mirrors', `[${cri}.registry.mirrors."docker.io"]\nendpoint = ["http://m"]\n`, true],
    ['TLS of a host', `[${cri}.registry.configs."m".tls]\ninsecure_skip_verify = true\n`, true],
    ['a login', `[${cri}.registry.configs."m".auth]\nusername = "a"\n`, false],
    ['the empty tables of “config default”', `[${cri}.registry.mirrors]\n[${cri}.registry.configs]\n`, false],
  ])('the old form clashes with config_path: %s', (_, text, clashes) => {
    expect(parsed(`version = 2\n\n${text}`).oldForm).toEqual(clashes ? { line: 3, column: expect.any(Number) } : null)
  })

  test('a broken file is refused at its place', () => {
    expect(parseContainerdConfig('/c.toml', 'version = 2\n[plugins\n')).toMatchObject({
      ok: false,
      refusal: { path: '/c.toml', line: 2 },
    })
  })
})

describe('config_path is set, and taken out again', () => {
  const table = `[${cri}.registry]`
  test.each([
    ['no table', debian, 2, `${debian}\n${table}\nconfig_path = "${ours}"\n`],
    ['no end of the last line', 'version = 2', 2, `version = 2\n\n${table}\nconfig_path = "${ours}"\n`],
    ['CRLF', 'version = 2\r\n', 2, `version = 2\r\n\r\n${table}\r\nconfig_path = "${ours}"\r\n`],
    [
      'a table with other keys, indented',
      `version = 2\n  ${table} # mine\n    # soon\n    headers = {}\n`,
      2,
      `version = 2\n  ${table} # mine\n  config_path = "${ours}"\n    # soon\n    headers = {}\n`,
    ],
    [
      'set to nothing, with a comment',
      `version = 3\n[${images}.registry]\n  config_path = '' # none yet\n\n[other]\n`,
      3,
      `version = 3\n[${images}.registry]\n  config_path = "${ours}" # none yet\n\n[other]\n`,
    ],
    [
      'tables below it alone',
      `version = 2\n[${cri}.registry.headers]\na = ["b"]\n`,
      2,
      `version = 2\n[${cri}.registry.headers]\na = ["b"]\n\n${table}\nconfig_path = "${ours}"\n`,
    ],
    ['a header at the very end', `version = 2\n${table}`, 2, `version = 2\n${table}\nconfig_path = "${ours}"\n`],
  ])('%s', (_, before, version, after) => {
    expect(setConfigPath(before, version, ours)).toBe(after)
    expect(parsed(after).configPath).toBe(ours)
    const back = unsetConfigPath(after, version, before)
    expect(back).toBe(before.endsWith(table) ? `${before}\n` : before)
  })

  test.each([
    ['an inline table', `version = 2\n[${cri}]\nregistry = { config_path = "" }\n`],
    ['dotted keys', `version = 2\n[${cri}]\nregistry.config_path = ""\n`],
    ['a quoted key', `version = 2\n[${cri}.registry]\n"config_path" = ""\n`],
  ])('a form that cannot be edited safely is left: %s', (_, text) => {
    expect(setConfigPath(text, 2, ours)).toBeNull()
  })

  test.each([
    ['a table below ours', '\n[metrics]\n  address = "x"\n'],
    ['a comment below ours', '# theirs\n'],
  ])('what was added since stays: %s', (_, added) => {
    const on = setConfigPath(debian, 2, ours)!
    expect(unsetConfigPath(on + added, 2, debian)).toBe(debian + added)
  })

  test('a key added to our table keeps the table', () => {
    const on = setConfigPath(debian, 2, ours)!
    expect(unsetConfigPath(`${on}x = 1\n`, 2, debian)).toBe(`${debian}\n[${cri}.registry]\nx = 1\n`)
  })

  test('a new file reads back, in either version', () => {
    for (const version of [2, 3] as const)
      expect(parsed(formatContainerdConfig(version, ours))).toMatchObject({ version, configPath: ours })
  })
})
