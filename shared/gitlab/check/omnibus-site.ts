import type { GitlabSide } from './sides.ts'
import type { Setting } from './setting.ts'
import type { Site } from './site.ts'
import { parseWebUrl } from './web-url.ts'

/** The registry's virtual host of Omnibus' own nginx, whose headers and limits are right by themselves. */
export function omnibusSites(settings: ReadonlyMap<string, Setting>, gitlab: GitlabSide | null): readonly Site[] {
  const outside = settings.get('registry_external_url')
  const url = outside && parseWebUrl(outside.value)
  const get = (name: string): Setting | null => settings.get(`registry_nginx['${name}']`) ?? null
  if (!url || gitlab === null || get('enable')?.value === 'false') return []
  const isTls = url.scheme === 'https' && get('listen_https')?.value !== 'false'
  const usual = (name: string, end: string): Setting => ({
    name: `registry_nginx['${name}']`,
    value: `/etc/gitlab/ssl/${url.host}.${end}`,
    place: '',
  })
  const right = { name: '', value: '', place: '' }
  return [
    {
      server: 'omnibus',
      place: outside.place,
      names: [url.host],
      ports: [Number(get('listen_port')?.value ?? url.port)],
      isTls,
      certificate: isTls ? (get('ssl_certificate') ?? usual('ssl_certificate', 'crt')) : null,
      key: isTls ? (get('ssl_certificate_key') ?? usual('ssl_certificate_key', 'key')) : null,
      chain: null,
      target: null,
      bodyLimit: { ...right, value: '0' },
      forwardedProto: right,
      host: { ...right, value: '$http_host' },
      forwardedHost: null,
      mayHaveMore: true,
    },
  ]
}
