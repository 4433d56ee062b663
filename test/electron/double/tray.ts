import { EventEmitter } from 'node:events'
import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import type { Menu, NativeImage, nativeImage, Tray } from 'electron'
import { requireReady } from './lifecycle.ts'
import type { FakeMenu } from './menu.ts'

type Used = 'destroy' | 'isDestroyed' | 'setContextMenu' | 'setImage' | 'setToolTip'

/** A picture that knows its file. */
class FakeImage implements Pick<NativeImage, 'isEmpty' | 'setTemplateImage'> {
  readonly path: string
  template = false

  constructor(path: string) {
    this.path = path
  }

  isEmpty(): boolean {
    return !existsSync(this.path)
  }

  setTemplateImage(option: boolean): void {
    this.template = option
  }

  static createFromPath(path: string): NativeImage {
    return new FakeImage(path) as unknown as NativeImage
  }
}

const createFromPath: (typeof nativeImage)['createFromPath'] = FakeImage.createFromPath
/** `nativeImage` as main sees it. */
export const fakeNativeImage = { createFromPath }

/** The tray's icon; shows only what it was told, as on Linux. */
export class FakeTray extends EventEmitter implements Pick<Tray, Used> {
  /** Every tray that was made, in order: there may only ever be one. */
  static readonly all: FakeTray[] = []
  icon: string
  toolTip = ''
  /** The menu as it was last set, and how often it was. */
  menu: FakeMenu | null = null
  menusSet = 0
  #destroyed = false

  constructor(image: NativeImage | string) {
    requireReady('Tray')
    super()
    this.icon = nameOf(image)
    FakeTray.all.push(this)
  }

  destroy(): void {
    this.#destroyed = true
  }

  isDestroyed(): boolean {
    return this.#destroyed
  }

  setContextMenu(menu: Menu | null): void {
    this.menu = menu as unknown as FakeMenu | null
    this.menusSet++
  }

  setImage(image: NativeImage | string): void {
    this.icon = nameOf(image)
  }

  setToolTip(toolTip: string): void {
    this.toolTip = toolTip
  }
}

function nameOf(image: NativeImage | string): string {
  return basename(typeof image === 'string' ? image : (image as unknown as FakeImage).path)
}
