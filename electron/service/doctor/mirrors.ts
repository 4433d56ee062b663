import { X509Certificate } from 'node:crypto'
import type { MirrorHealth } from '../../../shared/contract.ts'
import type { Check } from '../../../shared/doctor.ts'
import { notice } from '../../../shared/notice.ts'
import type { Mirror } from '../../../shared/registry.ts'
import { probeAll } from '../mirrors.ts'
import { neverAsked } from '../status.ts'
import { check, type Exam } from './scene.ts'

const soonMs = 30 * 24 * 3600_000

/** Whether the mirrors of the list answer, as registries. */
export const mirrorsExam: Exam = {
  id: 'mirror',
  async look({ desk, settings: { mirrors } }) {
    if (mirrors.length === 0) return [check('mirror', null, '', 'note', notice('no-mirrors'))]
    if (!desk.place.system.processes) {
      return mirrors.map(({ url }) => check('mirror', null, url, 'unknown', notice('doctor-not-asked', { url })))
    }
    const health = await probeAll(mirrors)
    return [...health].map(([url, answer]) => answered(url, answer))
  },
}

/** Whether the authorities that were given for mirrors are still valid. */
export const authoritiesExam: Exam = {
  id: 'certificate',
  look: ({ settings: { mirrors } }) => Promise.resolve(mirrors.flatMap(authority)),
}

// That a mirror asks for a login breaks nothing: engines go on to the upstream.
function answered(url: string, { health, notice: said }: MirrorHealth = neverAsked): Check {
  if (health === 'up') return check('mirror', null, url)
  if (health === 'untrusted') return check('certificate', null, url, 'problem', said)
  if (health === 'needs-login') return check('mirror', null, url, 'note', said)
  return check('mirror', null, url, health === 'unknown' ? 'unknown' : 'problem', said)
}

function authority({ upstream, url, insecure, ca }: Mirror): readonly Check[] {
  if (insecure) return [check('certificate', null, url, 'note', notice('doctor-tls-unverified', { upstream, url }))]
  if (!ca) return []
  const blocks = ca.pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? []
  const ends = Math.min(...blocks.map((block) => Date.parse(new X509Certificate(block).validTo)))
  const values = { upstream, url, date: Number.isFinite(ends) ? new Date(ends).toISOString().slice(0, 10) : '?' }
  if (ends < Date.now()) return [check('certificate', null, url, 'problem', notice('doctor-authority-expired', values))]
  if (ends < Date.now() + soonMs)
    return [check('certificate', null, url, 'note', notice('doctor-authority-expires', values))]
  return [check('certificate', null, url)]
}
