import type { QuotaReading } from '../../shared/pulls/quota.ts'
import { Mark, toneLooks } from '../components/mark.tsx'
import { NoticeText } from '../components/notice-text.tsx'
import { useMirrorWords } from '../locales/mirror-words.ts'
import { moment } from '../model/moment.ts'
import { plainText } from '../../shared/plain-text.ts'
import { gaugeOf } from '../model/quota-parts.ts'
import { useWindowState } from '../state/use-app.ts'

type Words = ReturnType<typeof useMirrorWords>['quota']

/** One measurement of the quota: how much of it is left, of whom, from where and when, and where that leads. */
export function QuotaRow({ reading }: { readonly reading: QuotaReading }) {
  const { locale, now } = useWindowState()
  const { quota: words } = useMirrorWords()
  const { from, at, state, notice } = reading
  const gauge = gaugeOf(reading)
  const left = gauge ? words.left(gauge.remaining, gauge.limit) : state === 'failed' ? words.failed : words.notReported
  const tone = gauge?.tone ?? (state === 'failed' ? 'warning' : 'quiet')
  const say = (moments: number): string => moment(moments, now, locale.tag)
  const forecast = forecastText(reading, words, say)
  return (
    <li data-tone={tone}>
      <Mark look={tone === 'on' ? ['full', 'on'] : toneLooks[tone]} />
      {gauge && (
        <meter
          className="gauge"
          aria-label={words.title}
          min={0}
          max={gauge.limit}
          value={gauge.remaining}
          aria-valuetext={left}
        />
      )}
      <p className="left">
        <strong className="figure">{left}</strong>
        {whose(reading, words).map((part) => (
          <span key={part} className="aside">
            {' · '}
            <bdi>{part}</bdi>
          </span>
        ))}
      </p>
      <p className="under aside">{words.measured(say(at), from.kind === 'collector' ? from.mirror : null)}</p>
      {forecast !== null && <p className="under aside">{forecast}</p>}
      {notice && (
        <div className="under">
          <NoticeText notice={notice} tone={state === 'failed' ? 'warning' : 'quiet'} />
        </div>
      )}
    </li>
  )
}

function whose({ login, counted, windowSeconds }: QuotaReading, words: Words): readonly string[] {
  return [
    ...(counted === null ? [] : [plainText(counted)]),
    login === null ? words.noLogin : words.login(plainText(login)),
    ...(windowSeconds === null ? [] : [words.window(windowSeconds)]),
  ]
}

function forecastText({ forecast }: QuotaReading, words: Words, say: (at: number) => string): string | null {
  const { perHour, emptyAt, basis } = forecast
  if (perHour === null || basis === null) return null
  const [from, to] = [say(basis.from), say(basis.to)]
  if (perHour === 0) return words.unused(from, to)
  const rate = words.rate.format(perHour)
  return emptyAt === null ? words.enough(rate, from, to) : words.emptyAt(rate, say(emptyAt), from, to)
}
