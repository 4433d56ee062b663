import { useEffect, useState } from 'react'
import type { QuotaReading } from '../../shared/pulls/quota.ts'
import { TroubleText } from '../components/trouble-text.tsx'
import { useMirrorWords } from '../locales/mirror-words.ts'
import { sortQuotas } from '../model/quota-parts.ts'
import { useApp } from '../state/use-app.ts'
import { useAsking } from '../state/use-asking.ts'
import { QuotaRow } from './quota-row.tsx'

/** What is left of Docker Hub's pull limit: what was measured lately, and a press to measure it now. */
export function QuotaPart() {
  const { hear } = useApp()
  const { quota: words } = useMirrorWords()
  const [readings, setReadings] = useState<readonly QuotaReading[] | null>(null)
  const [isMeasuring, setMeasuring] = useState(false)
  const { trouble, ask } = useAsking('quota.read')
  const read = async (probe: boolean): Promise<void> => {
    setMeasuring(probe)
    const told = await ask({ probe })
    if (told) setReadings(told)
    setMeasuring(false)
  }
  useEffect(() => {
    void read(false)
    // oxlint-disable-next-line react/exhaustive-deps
  }, [])
  useEffect(() => hear('quota', setReadings), [hear])
  return (
    <section aria-labelledby="quota">
      <div className="heading">
        <h2 id="quota">{words.title}</h2>
        <button type="button" className="quiet" disabled={isMeasuring} onClick={() => void read(true)}>
          {isMeasuring ? words.measuring : words.measure}
        </button>
      </div>
      {trouble && <TroubleText trouble={trouble} />}
      {readings?.length === 0 && (
        <div className="empty">
          <p>{words.never}</p>
          <p className="aside">{words.neverHint}</p>
        </div>
      )}
      {readings && readings.length > 0 && (
        <ul className="rows quotas">
          {sortQuotas(readings).map((reading) => (
            <QuotaRow key={JSON.stringify([reading.from, reading.login])} reading={reading} />
          ))}
        </ul>
      )}
    </section>
  )
}
