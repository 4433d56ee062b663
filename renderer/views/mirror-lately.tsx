import type { MirrorStatus } from '../../shared/contract.ts'
import { Sparkline } from '../components/sparkline.tsx'
import { useSpeedWords } from '../locales/speed-words.ts'
import { useReading } from '../state/use-reading.ts'

/** How a mirror answered lately, as a small plot; read anew whenever it was asked again. */
export function MirrorLately({ mirror: { url, at } }: { readonly mirror: MirrorStatus }) {
  const words = useSpeedWords()
  const { value } = useReading('mirror.history', { mirror: url }, at ?? '')
  if (!value || value.length < 2) return null
  const times = value.flatMap(({ latencyMs }) => latencyMs ?? [])
  const [least, most] = [Math.min(...times), Math.max(...times)]
  const label =
    times.length === 0
      ? words.latelyFaults(value.length)
      : words.lately(value.length, value.filter(({ health }) => health !== 'up').length, least, most)
  return <Sparkline samples={value} label={label} />
}
