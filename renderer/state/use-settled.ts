import { useEffect, useState } from 'react'

/** A value once it has not changed for a moment; null until then. Nothing runs while nobody types. */
export function useSettled<T>(value: T, key: string, quietMs = 400): T | null {
  const [settled, setSettled] = useState<{ readonly key: string; readonly value: T } | null>(null)
  useEffect(() => {
    const timer = setTimeout(() => setSettled({ key, value }), quietMs)
    return () => clearTimeout(timer)
    // The key stands for the value.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [key, quietMs])
  return settled?.key === key ? settled.value : null
}
