import type { Menu, MenuItem, MenuItemConstructorOptions } from 'electron'

/** A line of a menu, with what a person does to it. */
export class FakeMenuItem implements Pick<MenuItem, 'checked' | 'enabled' | 'label'> {
  readonly type: NonNullable<MenuItemConstructorOptions['type']>
  readonly label: string
  readonly enabled: boolean
  checked: boolean
  /** The lines of a menu within the menu. */
  readonly submenu: FakeMenu | undefined
  readonly #options: MenuItemConstructorOptions

  constructor(options: MenuItemConstructorOptions) {
    this.#options = options
    this.type = options.type ?? 'normal'
    this.label = options.label ?? ''
    this.enabled = options.enabled ?? true
    this.checked = options.checked ?? false
    this.submenu = Array.isArray(options.submenu)
      ? new FakeMenu(options.submenu.map((one) => new FakeMenuItem(one)))
      : undefined
  }

  /** A click: the desktop flips a check mark by itself, before the handler hears of it. */
  press(): void {
    if (!this.enabled) throw new Error(`“${this.label}” is greyed out`)
    if (this.type === 'checkbox') this.checked = !this.checked
    this.#options.click?.(this as unknown as MenuItem, undefined, {})
  }
}

/** A menu made from a template. */
export class FakeMenu {
  readonly items: readonly FakeMenuItem[]

  constructor(items: readonly FakeMenuItem[]) {
    this.items = items
  }

  static buildFromTemplate(template: MenuItemConstructorOptions[]): Menu {
    return new FakeMenu(template.map((options) => new FakeMenuItem(options))) as unknown as Menu
  }

  /** The line whose label begins so. */
  item(start: string): FakeMenuItem {
    const found = this.items.find(({ label }) => label.startsWith(start))
    if (!found) throw new Error(`no “${start}” among ${this.labels().join(' | ')}`)
    return found
  }

  labels(): readonly string[] {
    return this.items.filter(({ type }) => type !== 'separator').map(({ label }) => label)
  }
}

const buildFromTemplate: (typeof Menu)['buildFromTemplate'] = FakeMenu.buildFromTemplate
/** `Menu` as main sees it. */
export const fakeMenuModule = { buildFromTemplate }
