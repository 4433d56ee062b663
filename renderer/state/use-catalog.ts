import { useCallback, useEffect, useRef, useState } from 'react'
import type { Catalog, CatalogProgress } from '../../shared/pulls/catalog.ts'
import { troubleOf } from './trouble.ts'
import { useApp } from './use-app.ts'
import type { Trouble } from './window-state.ts'

/** A mirror's catalog as far as it is known, and a walk through it that may be under way. */
export interface CatalogReading {
  /** Null until it is known what the last walk has found. */
  readonly catalog: Catalog | null
  /** `stopping`: it was told to end, and has not yet. */
  readonly walk: 'none' | 'walking' | 'stopping'
  /** How far the walk has come; null until it tells. */
  readonly progress: CatalogProgress | null
  readonly trouble: Trouble | null
  start(): void
  stop(): void
}

/** Reads what is known of a mirror's catalog, and follows walks through it, whoever has begun them. */
export function useCatalog(mirror: string): CatalogReading {
  const { call, hear } = useApp()
  const [catalog, setCatalog] = useState<Catalog | null>(null)
  const [walk, setWalk] = useState<CatalogReading['walk']>('none')
  const [progress, setProgress] = useState<CatalogProgress | null>(null)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  // Whether the end of a walk comes as the answer to a call of ours, which brings the catalog with it.
  const isOurs = useRef(false)

  const take = useCallback((told: Catalog): void => {
    setCatalog(told)
    setTrouble(null)
  }, [])
  const read = useCallback(
    (isWalk: boolean): Promise<void> =>
      call('catalog.read', { mirror, walk: isWalk }).then(take, (error: unknown) => setTrouble(troubleOf(error))),
    [call, mirror, take],
  )
  useEffect(() => {
    void read(false)
  }, [read])
  useEffect(
    () =>
      hear('catalog', (event) => {
        if (event.mirror !== mirror) return
        if (!event.isDone) {
          setProgress(event)
          setWalk((now) => (now === 'none' ? 'walking' : now))
        } else if (!isOurs.current) {
          setProgress(null)
          setWalk('none')
          void read(false)
        }
      }),
    [hear, mirror, read],
  )

  const start = async (): Promise<void> => {
    isOurs.current = true
    setWalk('walking')
    await read(true)
    isOurs.current = false
    setProgress(null)
    setWalk('none')
  }
  const stop = (): void => {
    setWalk('stopping')
    call('catalog.stop', { mirror }).catch((error: unknown) => setTrouble(troubleOf(error)))
  }
  return { catalog, walk, progress, trouble, start: () => void start(), stop }
}
