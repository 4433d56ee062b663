import { useState } from 'react'
import { Modal } from '../components/modal.tsx'
import { Callout, NoticeText } from '../components/notice-text.tsx'
import { TextField } from '../components/text-field.tsx'
import { TroubleText } from '../components/trouble-text.tsx'
import { useMirrorWords } from '../locales/mirror-words.ts'
import { type CollectorForm, isCollectorFine, parsePort, usualPort } from '../model/collector-draft.ts'
import { plainText } from '../../shared/plain-text.ts'
import { useApp, useLocale } from '../state/use-app.ts'
import { useAsking } from '../state/use-asking.ts'
import { CollectorFields } from './collector-fields.tsx'

/** Looks for a collector beside a mirror, at a port that the person confirms, and adds it with its token. */
export function CollectorDialog({ mirror }: { readonly mirror: string }) {
  const { show } = useApp()
  const { words: own, say } = useLocale()
  const { collector: words } = useMirrorWords()
  const [portText, setPortText] = useState(String(usualPort))
  const [form, setForm] = useState<CollectorForm>({ token: '', pem: '' })
  const search = useAsking('collector.find')
  const addition = useAsking('collector.add')
  const port = parsePort(portText)
  const { hello, url = '', notice } = search.value ?? { hello: null, notice: null }
  const isFine = isCollectorFine(form)

  const find = (): void => {
    if (port !== null && !search.isAsking) void search.ask({ mirror, port })
  }
  const add = async (): Promise<void> => {
    if (!isFine || addition.isAsking) return
    const ca = form.pem.trim() === '' ? null : form.pem
    if (await addition.ask({ mirror, url, token: form.token.trim(), ca })) show(null)
  }
  return (
    <Modal
      title={words.dialog}
      onClose={() => show(null)}
      onSubmit={() => (hello ? void add() : find())}
      footer={
        <>
          <button type="button" onClick={() => show(null)}>
            {own.cancel}
          </button>
          {hello ? (
            <button type="submit" className="primary" disabled={!isFine || addition.isAsking}>
              {words.add}
            </button>
          ) : (
            <button type="submit" className="primary" disabled={port === null || search.isAsking}>
              {search.isAsking ? words.finding : words.find}
            </button>
          )}
        </>
      }
    >
      {!hello && (
        <TextField
          label={words.port}
          hint={words.portHint}
          value={portText}
          fault={port === null ? { message: words.portBad, hint: '' } : null}
          isFirst
          onChange={setPortText}
          onLeave={() => {}}
        />
      )}
      <div aria-live="polite">
        {search.isAsking && <p>{words.finding}</p>}
        {search.trouble && <TroubleText trouble={search.trouble} />}
        {search.value && !hello && (
          <Callout tone="warning" message={words.nothing(url)} hint={notice && say(notice).message} />
        )}
        {hello && notice && <NoticeText notice={notice} tone="quiet" />}
        {hello && (
          <Callout
            tone={hello.mirror.url === mirror ? 'on' : 'warning'}
            message={`${words.found(url)} ${words.of(plainText(hello.mirror.url), plainText(hello.mirror.upstream))}`}
            hint={hello.mirror.url === mirror ? '' : words.other}
          />
        )}
      </div>
      {hello && <CollectorFields form={form} isTls={url.startsWith('https:')} onChange={setForm} />}
      <div role="alert">{addition.trouble && <TroubleText trouble={addition.trouble} />}</div>
    </Modal>
  )
}
