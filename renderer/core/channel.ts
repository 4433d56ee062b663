import type { Notice } from '../../shared/notice.ts'

/** A two-way line to the core, whatever carries it. Frames are JSON texts. */
export interface Channel {
  send(frame: string): void
  onMessage(listener: (frame: string) => void): void
  onClose(listener: () => void): void
}

/** The core refused a call, and says why. */
export class CallFailed extends Error {
  readonly notice: Notice

  constructor(notice: Notice) {
    super(notice.message)
    this.name = 'CallFailed'
    this.notice = notice
  }
}

/** The line to the core ended before the answer came; whether the call was carried out is unknown. */
export class Disconnected extends Error {
  constructor() {
    super('disconnected')
    this.name = 'Disconnected'
  }
}
