/** The mark of Pullcord: a cord that hangs from the window's edge, and longer when it was pulled. */
export function Cord({ isPulled }: { readonly isPulled: boolean }) {
  return (
    <svg className="cord" data-pulled={isPulled || undefined} viewBox="0 0 20 48" aria-hidden="true">
      <g>
        <path d="M10 -24v50" />
        <circle cx="10" cy="29" r="4.5" />
      </g>
    </svg>
  )
}
