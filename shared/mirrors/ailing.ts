import type { Health, MirrorStatus, Status } from '../contract.ts'

/** What harms pulls while a mirror is in force, the worst first: engines hang, fail, or lose time. */
const harms = ['silent', 'portal', 'gone'] as const satisfies readonly Health[]

export type Harm = (typeof harms)[number]

/** Mirrors in force that harm pulls, by what they do, the worst first; hosts as a sentence names them. */
export function ailing({
  engines,
  mirrors,
}: Status): readonly { readonly harm: Harm; readonly hosts: readonly string[] }[] {
  const isInForce = ({ upstream, url }: MirrorStatus): boolean =>
    engines.some((engine) => engine.mirrors.some((one) => one.upstream === upstream && one.url === url))
  return harms.flatMap((harm) => {
    const hosts = mirrors.filter((mirror) => mirror.health === harm && isInForce(mirror)).map(hostOf)
    return hosts.length === 0 ? [] : [{ harm, hosts: [...new Set(hosts)] }]
  })
}

// By hand: the grammar of URLs brings all sentences with it, and this loads before the first paint.
function hostOf({ url }: MirrorStatus): string {
  return url.replace(/^https?:\/\//, '').replace(/\/.*$/, '')
}

type Words = Readonly<Record<Harm, (hosts: string) => string>>

/** What is wrong with mirrors in force, and the remedy; the same in the command line, the tray and the window. */
export const ailingWords: Readonly<Record<'en' | 'zh-TW', Words>> = {
  en: {
    silent: (hosts) => `${hosts} accepts connections and stays silent: pulls hang. Turn off until it answers again.`,
    portal: (hosts) => `A web page answers in place of ${hosts}: pulls fail. Log in to the network, or turn off.`,
    gone: (hosts) => `${hosts} cannot be reached: pulls may wait for it first. Turn off until it is back.`,
  },
  'zh-TW': {
    silent: (hosts) => `${hosts} 接受連線卻沒有回應：pull 會卡住。請先關閉，等它恢復。`,
    portal: (hosts) => `回應的是網頁而不是 ${hosts}：pull 會失敗。請登入網路，或先關閉。`,
    gone: (hosts) => `連不上 ${hosts}：pull 可能要先等它逾時。請先關閉，等它恢復。`,
  },
}
