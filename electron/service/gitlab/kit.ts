import { formatApache } from '../../../shared/gitlab/kit-apache.ts'
import type { Kit, KitFile } from '../../../shared/gitlab/kit-calls.ts'
import { formatCompose } from '../../../shared/gitlab/kit-compose.ts'
import { pairNames } from '../../../shared/gitlab/kit-names.ts'
import { formatNginx } from '../../../shared/gitlab/kit-nginx.ts'
import { formatOmnibus } from '../../../shared/gitlab/kit-omnibus.ts'
import { kitDefaults, readKitOptions, type KitOptions, type KitSetup } from '../../../shared/gitlab/kit-options.ts'
import { formatReadme } from '../../../shared/gitlab/kit-readme.ts'
import { notice, type Notice } from '../../../shared/notice.ts'
import { formatEndpoint } from '../../../shared/registry.ts'
import { makeSigningPair } from '../../gitlab/signing-pair.ts'
import { pairFiles, publicFile } from './kit-pair.ts'

const DAY = 86_400_000

/** The files for a registry beside a GitLab, and a new token-signing pair among them where it is asked for. */
export async function makeKit(options: KitOptions, withPair: boolean): Promise<Kit> {
  const setup = readKitOptions(options)
  const { key: kind, days, issuer: commonName } = options
  const from = Date.now()
  const order = { kind, commonName, from, until: from + days * DAY }
  const pair = withPair ? pairFiles(pairNames(1), await makeSigningPair(order)) : []
  const owner = withPair ? [notice('kit-owner', { name: pairNames(1).key })] : []
  return { files: [...pair, ...textFiles(setup)], notes: [...doubts(options, setup), ...owner] }
}

function textFiles(setup: KitSetup): readonly KitFile[] {
  return [
    publicFile('README.txt', formatReadme(setup)),
    publicFile('compose.registry.yaml', formatCompose(setup)),
    publicFile('gitlab.rb', formatOmnibus(setup)),
    publicFile('registry.nginx.conf', formatNginx(setup)),
    publicFile('registry.apache.conf', formatApache(setup)),
  ]
}

/** What will not work with a GitLab, or not be safe. */
function doubts({ key, service }: KitOptions, { gitlab, registry }: KitSetup): readonly Notice[] {
  const plain = [gitlab, registry].filter(({ scheme }) => scheme === 'http').map(formatEndpoint)
  return [
    ...(key === 'ecdsa' ? [notice('kit-ecdsa')] : []),
    ...(service === kitDefaults.service ? [] : [notice('kit-service-other', { service })]),
    ...plain.map((url) => notice('kit-plain', { url })),
  ]
}
