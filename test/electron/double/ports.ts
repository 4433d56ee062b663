import { EventEmitter } from 'node:events'
import type { MessageChannelMain, MessagePortMain } from 'electron'

/** One end of a channel: messages are copied, come later, wait until `start`, and closing tells the other end. */
export class FakeMessagePort extends EventEmitter implements Pick<MessagePortMain, 'close' | 'postMessage' | 'start'> {
  other: FakeMessagePort | null = null
  readonly #waiting: unknown[] = []
  #started = false
  closed = false

  start(): void {
    this.#started = true
    for (const data of this.#waiting.splice(0)) this.#deliver(data)
  }

  postMessage(message: unknown): void {
    if (this.closed) return
    const { other } = this
    const copy: unknown = structuredClone(message)
    queueMicrotask(() => other?.receive(copy))
  }

  receive(data: unknown): void {
    if (this.closed) return
    if (this.#started) this.#deliver(data)
    else this.#waiting.push(data)
  }

  close(): void {
    if (this.closed) return
    this.closed = true
    const { other } = this
    queueMicrotask(() => {
      this.emit('close')
      other?.close()
    })
  }

  #deliver(data: unknown): void {
    this.emit('message', { data, ports: [] })
  }
}

/** Two ports that speak to each other. */
export class FakeMessageChannel implements MessageChannelMain {
  readonly port1: MessagePortMain
  readonly port2: MessagePortMain

  constructor() {
    const [one, two] = [new FakeMessagePort(), new FakeMessagePort()]
    one.other = two
    two.other = one
    this.port1 = one
    this.port2 = two
  }
}
