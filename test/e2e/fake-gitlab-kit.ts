import { failure } from '../../shared/errors.ts'
import { formatCompose } from '../../shared/gitlab/kit-compose.ts'
import type { Kit } from '../../shared/gitlab/kit-calls.ts'
import { formatNginx } from '../../shared/gitlab/kit-nginx.ts'
import { readKitOptions, type KitOptions } from '../../shared/gitlab/kit-options.ts'
import { notice } from '../../shared/notice.ts'

/** Two files of a kit, as a page may see them. */
export function fakeKit(options: KitOptions): Kit {
  const setup = readKitOptions(options)
  const file = (name: string, text: string) => ({ name, mode: 0o644, text, isSecret: false }) as const
  return {
    files: [file('compose.registry.yaml', formatCompose(setup)), file('registry.nginx.conf', formatNginx(setup))],
    notes: options.key === 'ecdsa' ? [notice('kit-ecdsa')] : [],
  }
}

/** What only the command line may ask for. */
export function noRotation(): never {
  throw failure('call-unknown', { name: 'gitlab.rotate' })
}
