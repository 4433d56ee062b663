import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parsePodmanEvent } from '../../../shared/codecs/podman-events.ts'
import { root } from '../../house/sources.ts'

const linesOf = (name: string): readonly string[] =>
  readFileSync(`${root}test/corpus/registry/${name}`, 'utf8').trimEnd().split('\n')

describe('the pulls', () => {
  test('of podman 4.3 are told when they begin, without an id', () => {
    const event = { when: 'begin', id: null, failed: null }
    expect(linesOf('podman43-events.ndjson').map(parsePodmanEvent)).toEqual([
      { ...event, at: 1795423309729, nano: '1795423309729420459', image: 'docker.io/library/redis:7' },
      { ...event, at: 1795423309922, nano: '1795423309922168229', image: 'docker.io/team/big:v1' },
    ])
  })

  test('of 5.8 when they have ended, also where they failed', () => {
    const [refresh, pull, failed, ...more] = linesOf('podman58-events.ndjson').map(parsePodmanEvent)
    const id = '9bf7893379b4596e401010ea7b5ffae3744725ee45fe1561b6815ebe1fc34b23'
    expect(refresh).toBeNull()
    expect(pull).toMatchObject({ when: 'end', id, image: 'docker.io/library/redis:7', failed: null })
    expect(failed).toMatchObject({ when: 'end', id: null, image: 'docker.io/library/nosuch:1' })
    expect(failed?.failed).toMatch(/^unable to copy .* manifest unknown.* no such host$/)
    expect(more.map((event) => event?.image)).toEqual(['docker.io/library/redis:7', 'docker.io/library/nginx:1.27'])
  })

  // As 5.8 and 6.1 printed them in the lab.
  test('as the command of 5 and 6 prints them', () => {
    const time = '"time":1795514534,"timeNano":1795514534581257043,"Type":"image"'
    const id = '54ee0c2e3355faaef2dae4cd22151d7240dce9373cc067497814eab8fd288822'
    const pull = `{"ID":"${id}","Name":"docker.io/library/demo:1","Status":"pull",${time},"Attributes":null}`
    expect(parsePodmanEvent(pull)).toEqual({
      at: 1795514534581,
      nano: '1795514534581257043',
      when: 'end',
      image: 'docker.io/library/demo:1',
      id,
      failed: null,
    })
    const failed = `{"Name":"docker.io/library/nosuch:1","Status":"pull-error",${time},"Error":"manifest\\n unknown","Attributes":null}`
    expect(parsePodmanEvent(failed)).toMatchObject({ when: 'end', id: null, failed: 'manifest unknown' })
  })
})

const event = (more: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({ Name: 'a:1', Status: 'pull', Type: 'image', Time: '2026-11-23T08:41:49Z', ...more })

test.each([
  ['2026-11-23T08:41:49Z', '1795423309000000000'],
  ['2026-11-23T16:41:49.5+08:00', '1795423309500000000'],
  ['2026-11-23T08:41:49.000000001Z', '1795423309000000001'],
])('the time %s', (Time, nano) => {
  expect(parsePodmanEvent(event({ Time }))?.nano).toBe(nano)
})

test.each([
  ['nothing', ''],
  ['half a line', event({}).slice(0, -9)],
  ['a removal', event({ Status: 'remove' })],
  ['an event of a container', event({ Type: 'container' })],
  ['no name', event({ Name: null })],
  ['a control character in the name', event({ Name: 'a\u0000b' })],
  ['a right-to-left line end in the name', event({ Name: 'a\u2028b' })],
  ['no time', event({ Time: undefined })],
  ['a time that is none', event({ Time: '2026-99-99T08:41:49Z' })],
  ['a time that is a number', event({ Time: 1 })],
  ['a line without end', event({ Attributes: { a: 'a'.repeat(1_000_000) } })],
])('%s is no pull', (_, line) => {
  expect(parsePodmanEvent(line)).toBeNull()
})

test('an id that is none is left out, and words are cut short', () => {
  expect(parsePodmanEvent(event({ ID: '--help' }))).toMatchObject({ when: 'begin', id: null })
  const failed = parsePodmanEvent(event({ Status: 'pull-error', error: `\u001b[31m${'x'.repeat(9_000)}` }))?.failed
  expect(failed).toMatch(/^\[31mx+$/)
  expect(failed!.length).toBeLessThan(2_001)
  expect(parsePodmanEvent(event({ Status: 'pull-error' }))?.failed).toBe('pull-error')
})
