import { failure } from '../../../shared/errors.ts'
import type { Kit, KitCalls } from '../../../shared/gitlab/kit-calls.ts'
import { pairNames } from '../../../shared/gitlab/kit-names.ts'
import { checkDays, kitDefaults } from '../../../shared/gitlab/kit-options.ts'
import { formatRotation } from '../../../shared/gitlab/kit-readme.ts'
import { notice } from '../../../shared/notice.ts'
import { readPem, type PemCertificate } from '../../gitlab/pem.ts'
import { makeSigningPair } from '../../gitlab/signing-pair.ts'
import { jwksFile, pairFiles, publicFile } from './kit-pair.ts'

const DAY = 86_400_000

/**
 * A new pair beside the one in use, with what the registry reads while tokens of both are under way. No file of the old
 * pair is changed, and nothing takes effect before a person points the registry, and then GitLab, at the new names.
 */
export async function rotateKit({ after, certificate, key, days }: KitCalls['gitlab.rotate']['in']): Promise<Kit> {
  checkDays(days)
  const [before, names] = [pairNames(after), pairNames(after + 1)]
  const old = onlyCertificate(certificate, before.certificate)
  const from = Date.now()
  const until = from + days * DAY
  const kind = key ?? (old.publicKey.type === 'rsa' ? 'rsa' : 'ecdsa')
  const pair = await makeSigningPair({ kind, commonName: commonNameOf(old), from, until })
  const steps = `ROTATE-${after + 1}.txt`
  return {
    files: [
      ...pairFiles(names, pair),
      publicFile(names.bundle, pair.certificatePem + old.x509.toString()),
      jwksFile(names.bundleJwks, [pair.key, old.publicKey.key]),
      publicFile(steps, formatRotation(names, before, new Date(until).toISOString().slice(0, 10))),
    ],
    notes: [
      ...(kind === 'ecdsa' ? [notice('kit-ecdsa')] : []),
      notice('kit-rotated', { name: names.key, bundle: names.bundle, steps }),
      notice('kit-owner', { name: names.key }),
    ],
  }
}

function onlyCertificate(pem: string, name: string): PemCertificate {
  const [certificate, ...others] = readPem(pem).certificates
  if (certificate === undefined || others.length > 0) throw failure('kit-certificate-bad', { name })
  return certificate
}

// It only names the certificate for people: tokens say their issuer themselves.
function commonNameOf({ subject }: PemCertificate): string {
  return /^CN=(.{1,64})$/m.exec(subject)?.[1] ?? kitDefaults.issuer
}
