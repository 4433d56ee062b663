import { expect, test } from 'vitest'
import { pullcordHere } from '../../lab/pullcord.ts'
import { temporaryRoot } from '../system/temporary-root.ts'

const root = temporaryRoot()
root.put('/etc/docker/daemon.json', '{}', 0o644)
const env = { PATH: process.env['PATH'] ?? '', HOME: '/home/dev' }
const here = ['--root', root.path(''), '--engine', 'docker@20.10'] as const

test('ends with 0 where all is well, and with 3 and the problem first where not', { timeout: 60_000 }, async () => {
  const well = await pullcordHere(['doctor', ...here], env)
  expect(well).toMatchObject({ code: 0, stderr: '' })
  expect(well.stdout).toContain('No problem was found.')
  await pullcordHere(['on', '--mirror', 'docker.io=http://m.lan:5000', ...here], env)
  root.put('/etc/docker/daemon.json', '{ nonsense', 0o644)
  const ill = await pullcordHere(['doctor', ...here], env)
  expect(ill.code).toBe(3)
  expect(ill.stdout).toMatch(/^▲ problem {2}Configuration files .*docker:system {2}\/etc\/docker\/daemon\.json\n {2}\S/)
  expect(ill.stdout).toContain('1 problem.')
  const { code, json } = await pullcordHere(['doctor', ...here, '--json'], env)
  expect([code, json]).toEqual([
    3,
    {
      at: expect.any(String),
      checks: expect.arrayContaining([
        {
          id: 'files',
          engine: 'docker:system',
          result: 'problem',
          subject: '/etc/docker/daemon.json',
          code: 'unparseable-file',
          message: expect.stringContaining('/etc/docker/daemon.json'),
          hint: expect.stringMatching(/\w/),
        },
      ]),
    },
  ])
})
