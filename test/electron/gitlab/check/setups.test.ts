import { beforeAll, describe, expect, test } from 'vitest'
import { X509Certificate } from 'node:crypto'
import { checkGitlab } from '../../../../electron/gitlab/check/check.ts'
import { makeMaterial } from './made-material.ts'
import { type Setup, setupsIn } from './golden-setups.ts'

let material: ReadonlyMap<string, string>

beforeAll(() => {
  material = makeMaterial()
}, 60_000)

const filled = (text: string): string =>
  text.replaceAll(/\{\{([\w -]+)\}\}/g, (whole, name: string) => material.get(name) ?? whole)

async function check({ files, ca, inDays }: Setup) {
  const given = files.map((file) => ({ ...file, text: filled(file.text) }))
  const authority = ca === null ? null : (material.get(ca) ?? null)
  const order = { files: given, registry: null, gitlab: null, ca: authority }
  const now = Date.now() + inDays * 86_400_000 + 60_000
  return await checkGitlab(order, new AbortController().signal, now, [material.get('web root') ?? ''])
}

const wrong = ({ findings }: Awaited<ReturnType<typeof check>>) =>
  findings
    .filter(({ level }) => level === 'problem' || level === 'warning')
    .map(({ notice, subject }) => `${notice.code} at ${subject}`)

describe('a good set-up raises no alarm', () => {
  test.each(setupsIn('good').map((setup) => [`${setup.name}: ${setup.title}`, setup] as const))(
    '%s',
    async (_, setup) => {
      const report = await check(setup)
      expect(wrong(report)).toEqual([])
      expect(report.findings.filter(({ level }) => level === 'fine')).not.toEqual([])
    },
  )
})

describe('a broken set-up is told, and nothing else', () => {
  test.each(setupsIn('broken').map((setup) => [`${setup.name}: ${setup.title}`, setup] as const))(
    '%s',
    async (_, setup) => {
      const found = wrong(await check(setup))
      expect(found).toHaveLength(setup.expected.length)
      for (const one of setup.expected) expect(found).toContainEqual(expect.stringMatching(startsAs(one)))
    },
  )
})

const startsAs = (text: string): RegExp => new RegExp(`^${text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}`)

test('no finding and no failure holds anything of a key', async () => {
  const bodies = [...material].flatMap(([name, text]) =>
    name.includes('key') ? text.split('\n').filter((line) => line.length > 40 && !line.startsWith('-')) : [],
  )
  expect(bodies.length).toBeGreaterThan(20)
  for (const setup of setupsIn('broken')) {
    const told = JSON.stringify(await check(setup))
    expect(bodies.filter((line) => told.includes(line))).toEqual([])
  }
})

test('the material is what it says', () => {
  const leaf = new X509Certificate(material.get('web leaf') ?? '')
  expect(leaf.checkIssued(new X509Certificate(material.get('web intermediate') ?? ''))).toBe(true)
})
