import { useEffect, useId, useState } from 'react'
import { hostWays, type HostWay } from '../../shared/hosting/contract.ts'
import { parseUpstream } from '../../shared/registry.ts'
import { Modal } from '../components/modal.tsx'
import { TextField } from '../components/text-field.tsx'
import { TroubleText } from '../components/trouble-text.tsx'
import { useHostWords } from '../locales/host-words.ts'
import { parseHostPort } from '../model/host-port.ts'
import { useApp, useLocale } from '../state/use-app.ts'
import { useAsking } from '../state/use-asking.ts'
import { useReading } from '../state/use-reading.ts'

const task = 'host dialog'
const upstreams = ['docker.io', 'quay.io', 'ghcr.io', 'registry.k8s.io', 'mcr.microsoft.com']

/** Runs a mirror on this machine: of what, by what, at which port; and how far that is. */
export function HostDialog() {
  const { show, call, hear } = useApp()
  const { words: own, say } = useLocale()
  const words = useHostWords()
  const [upstream, setUpstream] = useState('docker.io')
  const [way, setWay] = useState<HostWay | null>(null)
  const [portText, setPortText] = useState('')
  const [progress, setProgress] = useState('')
  const offer = useReading('host.offer', { upstream: 'docker.io' }, '')
  const start = useAsking('host.start')
  const wayId = useId()
  useEffect(
    () => hear('progress', ({ task: of, notice }) => void (of === task && setProgress(say(notice).message))),
    [hear, say],
  )
  const named = parseUpstream(upstream)
  const port = parseHostPort(portText)
  const ways = offer.value?.ways ?? []
  const canRun = ways.some(({ ok }) => ok)
  const isFine = named.ok && port !== 'bad' && canRun
  const usesImage = way !== 'binary' && ways.some((one) => one.ok && one.way !== 'binary')

  const run = async (): Promise<void> => {
    if (!isFine || start.isAsking) return
    setProgress('')
    if (await start.ask({ task, upstream, way, port, share: null, image: null })) show(null)
  }
  const cancel = (): void => {
    if (start.isAsking) void call('task.stop', { task })
    else show(null)
  }
  return (
    <Modal
      title={words.dialog}
      onClose={() => show(null)}
      onSubmit={() => void run()}
      footer={
        <>
          <button type="button" onClick={cancel}>
            {start.isAsking ? words.cancelRun : own.cancel}
          </button>
          <button type="submit" className="primary" disabled={!isFine || start.isAsking}>
            {start.isAsking ? words.running : words.run}
          </button>
        </>
      }
    >
      <TextField
        label={words.upstream}
        hint={words.upstreamHint}
        value={upstream}
        fault={named.ok ? null : say(named.notice)}
        suggestions={upstreams}
        isFirst
        onChange={setUpstream}
        onLeave={() => {}}
      />
      <div className="field">
        <label htmlFor={wayId}>{words.way}</label>
        <select id={wayId} value={way ?? ''} onChange={({ target }) => setWay(wayOf(target.value))}>
          <option value="">{words.wayFirst}</option>
          {ways.map(({ way: one, ok, version }) => (
            <option key={one} value={one} disabled={!ok}>
              {[words.by[one], version ?? ''].join(' ').trim()}
            </option>
          ))}
        </select>
        {offer.isReading && <p className="aside">{words.looking}</p>}
        {ways.flatMap(({ way: one, notice }) =>
          notice === null ? [] : [<p key={one} className="aside">{`${words.by[one]}: ${say(notice).message}`}</p>],
        )}
      </div>
      <TextField
        label={words.port}
        hint={words.portHint(offer.value?.port ?? 5000)}
        value={portText}
        placeholder={String(offer.value?.port ?? '')}
        fault={port === 'bad' ? { message: words.portBad, hint: '' } : null}
        onChange={setPortText}
        onLeave={() => {}}
      />
      {usesImage && <p className="aside">{words.image(offer.value?.images[0] ?? '')}</p>}
      <p className="aside">{words.cliHint}</p>
      <div aria-live="polite">{start.isAsking && <p>{progress || words.running}</p>}</div>
      <div role="alert">
        {offer.trouble && <TroubleText trouble={offer.trouble} />}
        {start.trouble && <TroubleText trouble={start.trouble} />}
      </div>
    </Modal>
  )
}

function wayOf(value: string): HostWay | null {
  return hostWays.find((one) => one === value) ?? null
}
