import { useId } from 'react'
import {
  pictureShapes,
  pictureSize,
  type PictureLayout,
  type PictureWords,
  type Shape,
} from '../../shared/gitlab/kit-picture.ts'

interface Props {
  readonly words: PictureWords
  readonly layout: PictureLayout
}

/** Which of the three certificates goes where; its style sheet shows one of the two layouts. */
export function CertificatePicture({ words, layout }: Props) {
  const id = useId()
  const { width, height } = pictureSize[layout]
  return (
    <svg
      className="certificates"
      data-layout={layout}
      viewBox={`0 0 ${width} ${height}`}
      // What is drawn by shapes has no tag of its own.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="img"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
    >
      <title id={`${id}-title`}>{words.title}</title>
      <desc id={`${id}-text`}>{words.description}</desc>
      {pictureShapes(words, layout).map((shape) => (
        <Piece key={JSON.stringify(shape)} shape={shape} />
      ))}
    </svg>
  )
}

function Piece({ shape }: { readonly shape: Shape }) {
  const { look } = shape
  switch (shape.kind) {
    case 'box':
      return <rect className={look} x={shape.x} y={shape.y} width={shape.width} height={shape.height} rx={8} />
    case 'disc':
      return <circle className={look} cx={shape.x} cy={shape.y} r={shape.radius} />
    case 'line':
      return <path className={look} d={shape.path} />
    case 'text':
      return (
        <text className={look} x={shape.x} y={shape.y} textAnchor={shape.anchor}>
          {shape.text}
        </text>
      )
  }
}
