import type { SetupResult } from '../../shared/setup/setup.ts'
import { Callout } from '../components/notice-text.tsx'
import { engineNames } from '../model/engine-names.ts'
import { useSetupWords } from '../locales/setup-words.ts'
import { useApp, useWindowState } from '../state/use-app.ts'
import { ReportText } from './report-text.tsx'
import { VerificationText } from './verification-text.tsx'

interface Props {
  readonly result: SetupResult
  readonly onFinish: () => void
}

/** What a first set-up showed, and which engines can follow. */
export function FirstRunDone({ result: { url, report, verification, rest }, onFinish }: Props) {
  const { show } = useApp()
  const { status, locale } = useWindowState()
  const words = useSetupWords()
  const { list, names } = locale.words
  const proof = verification?.proof
  const engines = list(rest.map(engineNames(status, names)))
  return (
    <>
      {proof ? (
        <Callout tone="on" message={<strong>{words.proven(proof.image, proof.mirror)}</strong>} />
      ) : (
        <p className="promise">{report ? words.unproven : words.onList(url)}</p>
      )}
      {report && (!proof || report.engines.some(({ failure }) => failure)) && <ReportText report={report} />}
      {verification && <VerificationText verification={verification} />}
      {rest.length > 0 && <p>{words.follow(engines, rest.length)}</p>}
      <div className="buttons">
        {rest.length > 0 && (
          <button type="button" onClick={() => show({ kind: 'plan', to: 'on', engines: rest, purpose: 'switch' })}>
            {words.showDiff}
          </button>
        )}
        <button type="button" className="primary" onClick={onFinish}>
          {words.finish}
        </button>
      </div>
    </>
  )
}
