import { useState } from 'react'
import type { HostedMirror } from '../../shared/hosting/contract.ts'
import { TroubleText } from '../components/trouble-text.tsx'
import { useHostWords } from '../locales/host-words.ts'
import type { Said } from '../locales/locale.ts'
import { clock } from '../model/clock.ts'
import { useWindowState } from '../state/use-app.ts'
import { useAsking } from '../state/use-asking.ts'

type Wish = 'prune' | 'pruneAll' | 'remove'

interface Props {
  readonly mirror: HostedMirror
  readonly after: Said
  readonly onChanged: () => void
}

const shownLines = 40

/** What a mirror was made of, its log, and what deletes something, each after a question. */
export function HostDetails({ mirror, after, onChanged }: Props) {
  const words = useHostWords()
  const { now, locale } = useWindowState()
  const [wish, setWish] = useState<Wish | null>(null)
  const [isLogOpen, setLogOpen] = useState(false)
  const log = useAsking('host.logs')
  const prune = useAsking('host.prune')
  const removal = useAsking('host.remove')
  const { id, way, version, image, digest, since, isShared, username } = mirror
  const isBusy = prune.isAsking || removal.isAsking
  const trouble = removal.trouble ?? prune.trouble ?? log.trouble
  const sure = { prune: words.pruneSure, pruneAll: words.pruneAllSure, remove: words.removeSure }

  const toggleLog = (): void => {
    setLogOpen(!isLogOpen)
    if (!isLogOpen) void log.ask({ id, lines: shownLines })
  }
  const carryOut = async (): Promise<void> => {
    const asked = wish
    setWish(null)
    if (asked === 'remove') await removal.ask({ id, data: true })
    else await prune.ask({ id, all: asked === 'pruneAll', task: `prune ${id}` })
    onChanged()
  }
  const facts = [
    words.runs(words.by[way], version),
    since === null ? '' : words.since(clock(since, now, locale.tag)),
    isShared ? words.shared : '',
    username === null ? '' : words.login(username),
    after.message,
    after.hint,
  ]
  return (
    <div className="hosted">
      <p>{facts.filter((fact) => fact !== '').join(' ')}</p>
      {image !== null && <p className="aside url">{image}</p>}
      {digest !== null && (
        <p className="aside" title={digest}>
          {words.digest(digest)}
        </p>
      )}
      <p className="buttons">
        <button type="button" className="small" aria-expanded={isLogOpen} onClick={toggleLog}>
          {isLogOpen ? words.hideLog : words.log}
        </button>
        {(['prune', 'pruneAll', 'remove'] as const).map((one) => (
          <button key={one} type="button" className="small quiet" disabled={isBusy} onClick={() => setWish(one)}>
            {words[one]}
          </button>
        ))}
      </p>
      {wish && (
        <div className="question">
          <p>{sure[wish]}</p>
          <button type="button" className="small" onClick={() => setWish(null)}>
            {words.keep}
          </button>
          <button
            type="button"
            className={wish === 'prune' ? 'small primary' : 'small danger'}
            onClick={() => void carryOut()}
          >
            {words[wish]}
          </button>
        </div>
      )}
      <output>{prune.value && words.freed(prune.value.freed)}</output>
      {trouble && <TroubleText trouble={trouble} />}
      {isLogOpen && log.value && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <pre tabIndex={0} aria-label={words.log}>
          {log.value.length === 0 ? words.emptyLog : log.value.join('\n')}
        </pre>
      )}
    </div>
  )
}
