import { CopyCommand } from '../components/copy-command.tsx'
import { Plain } from '../components/plain.tsx'
import { useLocale, useWindowState } from '../state/use-app.ts'

interface Props {
  readonly isFiltered: boolean
  readonly onClear: () => void
}

/** What stands where no pull does: how one gets there. */
export function NoPulls({ isFiltered, onClear }: Props) {
  const { pulls: words } = useLocale().words
  return (
    <div className="empty">
      <p>{isFiltered ? words.emptyFilter : words.empty}</p>
      {isFiltered ? (
        <div>
          <button type="button" className="small" onClick={onClear}>
            {words.clear}
          </button>
        </div>
      ) : (
        <p className="aside">{words.emptyHint}</p>
      )}
    </div>
  )
}

/** What it means that no mirror tells whom it served, and the one command that changes it. */
export function NoCollector() {
  const { settings, locale } = useWindowState()
  const command = `pullcord collect --mirror ${settings?.mirrors[0]?.url ?? 'http://HOST:PORT'}`
  return (
    <div className="empty">
      <p className="aside">{locale.words.pulls.noCollector}</p>
      <p>
        <code>
          <Plain text={command} />
        </code>{' '}
        <CopyCommand command={command} />
      </p>
    </div>
  )
}
