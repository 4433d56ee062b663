import type { Channel } from '../../../renderer/core/channel.ts'

/** A channel whose other end a test holds. */
export class FakeChannel implements Channel {
  readonly sent: { readonly kind: string; readonly id: number; readonly name: string; readonly input: unknown }[] = []
  readonly #messages: ((frame: string) => void)[] = []
  readonly #closes: (() => void)[] = []

  send(frame: string): void {
    this.sent.push(JSON.parse(frame))
  }

  onMessage(listener: (frame: string) => void): void {
    this.#messages.push(listener)
  }

  onClose(listener: () => void): void {
    this.#closes.push(listener)
  }

  say(frame: unknown): void {
    const text = typeof frame === 'string' ? frame : JSON.stringify(frame)
    for (const listener of this.#messages) listener(text)
  }

  close(): void {
    for (const listener of this.#closes) listener()
  }
}
