import { expect, it } from 'vitest'
import { risksOf } from '../../shared/risks.ts'

const cases: readonly (readonly [url: string, insecure: boolean, codes: readonly string[]])[] = [
  ['https://mirror.corp', false, []],
  ['https://mirror.corp', true, ['risk-unverified']],
  ['http://mirror.corp:6000', false, ['risk-plain-http']],
  ['http://192.168.11.2', false, ['risk-plain-http']],
  ['http://localhost:5000', false, ['risk-loopback']],
  ['http://mirror.localhost:5000', false, ['risk-loopback']],
  ['http://127.0.0.1:1024', false, ['risk-loopback']],
  ['http://127.8.9.10:5000', false, ['risk-loopback']],
  ['http://0.0.0.0:5000', false, ['risk-loopback']],
  ['http://[::1]:5000', false, ['risk-loopback']],
  ['http://[0:0:0:0:0:0:0:1]:5000', false, ['risk-loopback']],
  ['http://[::ffff:7f00:1]:5000', false, ['risk-loopback']],
  ['http://[fd00::1]:5000', false, ['risk-plain-http']],
  // Only root can listen below 1024.
  ['http://127.0.0.1:1023', false, []],
  ['http://localhost', false, []],
]

it.each(cases)('%s, unverified: %s', (url, insecure, codes) => {
  const risks = risksOf([{ upstream: 'docker.io', url, insecure, ca: null }])
  expect(risks.map(({ code }) => code)).toEqual(codes)
})
