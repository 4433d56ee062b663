import * as v from 'valibot'
import type { CallName, ClientFrame, EventName, GuardedCore, ServerFrame } from '../../shared/contract.ts'
import { asAppError, failure } from '../../shared/errors.ts'
import { inputs } from '../../shared/inputs.ts'

/** A two-way line to one face, whatever carries it. Frames are JSON texts. */
export interface Channel {
  send(frame: string): void
  onMessage(listener: (frame: string) => void): void
  onClose(listener: () => void): void
}

/** Calls a face may have open at once; more is a fault or an attack, and closes nothing but itself. */
const maxOpenCalls = 64
const eventNames: readonly EventName[] = ['status', 'settings', 'pulls', 'catalog', 'quota', 'progress']

/** Serves the contract to one face until its channel closes. */
export function connect(core: GuardedCore, channel: Channel): void {
  let open = 0
  const send = (frame: ServerFrame): void => channel.send(JSON.stringify(frame))
  const endings = eventNames.map((name) => core.on(name, (event) => send({ kind: 'event', name, event })))
  channel.onClose(() => endings.forEach((end) => end()))
  channel.onMessage((text) => {
    const frame = parseFrame(text)
    if (!frame || open >= maxOpenCalls) return
    open++
    void answer(core, frame)
      .then(send)
      .finally(() => open--)
  })
}

async function answer(core: GuardedCore, { id, name, input }: ClientFrame): Promise<ServerFrame> {
  try {
    if (!Object.hasOwn(inputs, name)) throw failure('call-unknown', { name })
    const call = name as CallName
    const parsed = v.safeParse(inputs[call], input)
    if (!parsed.success) throw failure('call-malformed', { name, why: parsed.issues[0].message })
    return { kind: 'result', id, output: await core.call(call, parsed.output) }
  } catch (error) {
    return { kind: 'failure', id, notice: asAppError(error).notice }
  }
}

const clientFrame = v.object({ kind: v.literal('call'), id: v.number(), name: v.string(), input: v.unknown() })

function parseFrame(text: string): ClientFrame | null {
  try {
    const parsed = v.safeParse(clientFrame, JSON.parse(text))
    return parsed.success ? parsed.output : null
  } catch {
    return null
  }
}
