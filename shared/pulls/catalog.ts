import type { Notice } from '../notice.ts'

/** What a mirror has ever cached, by its own catalog. A name never leaves it [FACTS: registry 4]. */
export interface Catalog {
  /** URL of the mirror. */
  readonly mirror: string
  /** Milliseconds since 1970; null where it was never read. */
  readonly at: number | null
  /** One repository a line, in the mirror's order: a hundred thousand strings cost more to carry than one. */
  readonly names: string
  readonly count: number
  /** Whether its last page was reached. */
  readonly isComplete: boolean
  readonly tookMs: number
  /** Why it is not complete, or what would make it quicker. */
  readonly notice: Notice | null
}

/** How far a walk through a catalog has come. */
export interface CatalogProgress {
  readonly mirror: string
  readonly count: number
  readonly pages: number
  readonly isDone: boolean
}

/** When a repository came into the catalog: after one look, and before the next. */
export interface FirstCached {
  readonly repository: string
  /** Milliseconds since 1970; null where it was there at the first look. */
  readonly after: number | null
  readonly before: number
}

/** Tags of a repository, and who was asked for them: a pull-through asks its upstream [FACTS: registry 5]. */
export interface Tags {
  readonly repository: string
  readonly tags: readonly string[]
  readonly isComplete: boolean
  readonly notice: Notice | null
}

/** One platform's image, or the only one. Sizes in bytes; null where nobody has told. */
export interface Variant {
  /** `linux/arm64/v8`; null where it was not asked for. */
  readonly platform: string | null
  readonly digest: string
  readonly size: number | null
  readonly layers: number | null
}

/** What is known of an image in a mirror. */
export interface ImageDetail {
  readonly repository: string
  readonly tag: string | null
  readonly digest: string | null
  readonly mediaType: string | null
  readonly variants: readonly Variant[]
  readonly firstCached: FirstCached | null
  /** Tags and digests that pulls of it were seen with, newest first. */
  readonly seen: readonly { readonly tag: string | null; readonly digest: string | null; readonly at: number }[]
  /** Whether the mirror was asked just now, or this is our record alone. */
  readonly isAsked: boolean
  readonly notice: Notice | null
}

/** How often each repository was pulled, by servers that count it themselves. */
export interface Activity {
  readonly server: 'zot' | 'harbor'
  readonly repositories: readonly {
    readonly repository: string
    readonly pulls: number | null
    /** Milliseconds since 1970. */
    readonly lastPulledAt: number | null
  }[]
  readonly isComplete: boolean
}
