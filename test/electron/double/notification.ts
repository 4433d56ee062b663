import { EventEmitter } from 'node:events'
import type { Notification, NotificationConstructorOptions } from 'electron'
import { requireReady } from './lifecycle.ts'

type Used = 'body' | 'show' | 'title'

/** What the desktop was told; pressed and closed by a test. */
export class FakeNotification extends EventEmitter implements Pick<Notification, Used> {
  /** Every one that was shown, in order. */
  static readonly all: FakeNotification[] = []
  static supported = true
  readonly title: string
  readonly body: string

  constructor({ title = '', body = '' }: NotificationConstructorOptions = {}) {
    requireReady('Notification')
    super()
    this.title = title
    this.body = body
  }

  static isSupported(): boolean {
    return FakeNotification.supported
  }

  show(): void {
    FakeNotification.all.push(this)
  }
}
