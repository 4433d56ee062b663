import { pictureShapes, pictureSize, type PictureWords, type Shape } from './kit-picture.ts'

/** The looks of the picture where no style sheet of the window is: by day and by night. */
const style = `
  text { font: 13px system-ui, sans-serif; fill: #1d1f21 }
  .file { font-family: ui-monospace, monospace; font-size: 12.5px }
  .name { font-weight: 600 }
  .host-name, .small { fill: #5b5f64 }
  .number { font-weight: 700; fill: #ffffff }
  rect.host { fill: #f6f6f4; stroke: #e3e3df }
  rect.web, rect.pair { fill: #ffffff; stroke: #8b8d90 }
  rect.pair { stroke: #0b7668; stroke-width: 2 }
  circle.web { fill: #5b5f64 }
  circle.pair { fill: #0b7668 }
  path { fill: none; stroke: #5b5f64; stroke-width: 1.5 }
  path.bond { stroke: #0b7668; stroke-dasharray: 4 4; stroke-width: 2 }
  @media (prefers-color-scheme: dark) {
    text { fill: #ecedee }
    .host-name, .small { fill: #a6abb1 }
    .number { fill: #151618 }
    rect.host { fill: #151618; stroke: #303338 }
    rect.web, rect.pair { fill: #1e2023; stroke: #7a7e84 }
    rect.pair { stroke: #4cc7b1 }
    circle.web { fill: #a6abb1 }
    circle.pair { fill: #4cc7b1 }
    path { stroke: #a6abb1 }
    path.bond { stroke: #4cc7b1 }
  }
`

/** The picture as a file of its own. */
export function formatSvg(words: PictureWords): string {
  const { width, height } = pictureSize
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title description">`,
    `<title id="title">${escaped(words.title)}</title>`,
    `<desc id="description">${escaped(words.description)}</desc>`,
    `<style>${style}</style>`,
    ...pictureShapes(words).map(shapeText),
    '</svg>',
    '',
  ].join('\n')
}

function shapeText(shape: Shape): string {
  const { look } = shape
  switch (shape.kind) {
    case 'box':
      return `<rect class="${look}" x="${shape.x}" y="${shape.y}" width="${shape.width}" height="${shape.height}" rx="8"/>`
    case 'disc':
      return `<circle class="${look}" cx="${shape.x}" cy="${shape.y}" r="${shape.radius}"/>`
    case 'line':
      return `<path class="${look}" d="${shape.path}"/>`
    case 'text':
      return `<text class="${look}" x="${shape.x}" y="${shape.y}" text-anchor="${shape.anchor}">${escaped(shape.text)}</text>`
  }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
