/** What the picture of the three certificates says; a face has it in its own language. */
export interface PictureWords {
  readonly title: string
  /** The picture in sentences, for those who do not see it. */
  readonly description: string
  readonly engines: string
  readonly enginesAre: readonly string[]
  readonly gitlabHost: string
  readonly registryHost: string
  readonly webServer: string
  readonly gitlab: string
  readonly registry: string
  readonly webFiles: readonly string[]
  readonly keyFile: string
  readonly keyUse: string
  readonly certificateFile: string
  readonly certificateUse: string
  readonly asks: string
  readonly shows: string
  readonly onePair: string
}

/** The picture in English. */
export const pictureWords: PictureWords = {
  title: 'Which of the three certificates goes where',
  description:
    'There are two web certificates and one token-signing pair. 1: the web certificate of GitLab’s host, with its ' +
    'intermediates and key, stands in the web server before GitLab. 2: the web certificate of the registry’s host ' +
    'stands in the web server before the registry. 3: of the token-signing pair the key, registry-auth.key, belongs ' +
    'to GitLab, which signs tokens with it, and the certificate, registry-auth.crt, to the registry, which checks ' +
    'tokens by it. Engines ask GitLab for a token over 1 and show it to the registry over 2; they never see 3.',
  engines: 'Engines',
  enginesAre: ['docker, podman,', 'GitLab Runner'],
  gitlabHost: 'gitlab.example.com',
  registryHost: 'registry.example.com',
  webServer: 'web server',
  gitlab: 'GitLab',
  registry: 'registry',
  webFiles: ['fullchain.pem', 'privkey.pem'],
  keyFile: 'registry-auth.key',
  keyUse: 'signs tokens',
  certificateFile: 'registry-auth.crt',
  certificateUse: 'checks tokens',
  asks: 'asks for a token',
  shows: 'shows the token',
  onePair: 'one pair',
}

/** A piece of the picture; `look` is its class: what it is, never a colour. */
export type Shape =
  | {
      readonly kind: 'box'
      readonly look: string
      readonly x: number
      readonly y: number
      readonly width: number
      readonly height: number
    }
  | {
      readonly kind: 'text'
      readonly look: string
      readonly x: number
      readonly y: number
      readonly anchor: 'start' | 'middle'
      readonly text: string
    }
  | { readonly kind: 'disc'; readonly look: string; readonly x: number; readonly y: number; readonly radius: number }
  | { readonly kind: 'line'; readonly look: string; readonly path: string }

/** `narrow` has the engines above the rest, for a window as wide as a hand. */
export type PictureLayout = 'wide' | 'narrow'

/** Width and height of the picture, in its own units. */
export const pictureSize = {
  wide: { width: 720, height: 336 },
  narrow: { width: 520, height: 448 },
} as const satisfies Readonly<Record<PictureLayout, unknown>>

/** Where the parts stand: the left edge of both hosts, and their tops. */
interface Places {
  readonly x: number
  readonly gitlab: number
  readonly registry: number
}

const placesOf: Readonly<Record<PictureLayout, Places>> = {
  wide: { x: 232, gitlab: 12, registry: 196 },
  narrow: { x: 40, gitlab: 124, registry: 308 },
}

const HOST = { width: 468, height: 128 }
const SERVER = { width: 190, height: 80 }
/** From the left edge of a host to its two servers, and from its top to both. */
const [WEB, APP, INSIDE] = [16, 262, 36]

/** The picture as shapes, in the order in which they are drawn. */
export function pictureShapes(words: PictureWords, layout: PictureLayout = 'wide'): readonly Shape[] {
  const { x, gitlab, registry } = placesOf[layout]
  return [
    ...(layout === 'wide' ? engines(words) : enginesAbove(words)),
    ...host(x, gitlab, words.gitlabHost),
    ...server(x + WEB, gitlab, 1, words.webServer, words.webFiles, 'web'),
    ...server(x + APP, gitlab, 3, words.gitlab, [words.keyFile, words.keyUse], 'pair'),
    ...host(x, registry, words.registryHost),
    ...server(x + WEB, registry, 2, words.webServer, words.webFiles, 'web'),
    ...server(x + APP, registry, 3, words.registry, [words.certificateFile, words.certificateUse], 'pair'),
    ...ways(words, layout),
    ...inside(words, placesOf[layout]),
  ]
}

function engines(words: PictureWords): readonly Shape[] {
  return [
    { kind: 'box', look: 'host', x: 12, y: 122, width: 128, height: 92 },
    text(76, 150, words.engines, 'name', 'middle'),
    ...words.enginesAre.map((line, at) => text(76, 174 + at * 18, line, 'small', 'middle')),
  ]
}

function enginesAbove(words: PictureWords): readonly Shape[] {
  return [
    { kind: 'box', look: 'host', x: 12, y: 12, width: 496, height: 60 },
    text(260, 36, words.engines, 'name', 'middle'),
    text(260, 58, words.enginesAre.join(' '), 'small', 'middle'),
  ]
}

function host(x: number, y: number, name: string): readonly Shape[] {
  return [{ kind: 'box', look: 'host', x, y, ...HOST }, text(x + 16, y + 24, name, 'host-name')]
}

// With the number of its certificate before its name, and below it what it holds.
function server(
  x: number,
  hostY: number,
  number: number,
  name: string,
  lines: readonly string[],
  look: 'web' | 'pair',
): readonly Shape[] {
  const y = hostY + INSIDE
  return [
    { kind: 'box', look, x, y, ...SERVER },
    { kind: 'disc', look, x: x + 22, y: y + 22, radius: 12 },
    text(x + 22, y + 27, String(number), 'number', 'middle'),
    text(x + 44, y + 27, name, 'name'),
    ...lines.map((line, at) => text(x + 16, y + 50 + at * 18, line, at === 0 || look === 'web' ? 'file' : 'small')),
  ]
}

// From the engines to the web servers: the first for a token, the second with it.
function ways(words: PictureWords, layout: PictureLayout): readonly Shape[] {
  const { x, gitlab, registry } = placesOf[layout]
  const [first, second] = [gitlab + INSIDE + SERVER.height / 2, registry + INSIDE + SERVER.height / 2]
  const end = x + WEB
  if (layout === 'wide') {
    return [
      way(`M76 122V${first}H${end}`, end, first),
      text(84, first - 12, words.asks, 'small'),
      way(`M76 214V${second}H${end}`, end, second),
      text(84, second + 20, words.shows, 'small'),
    ].flat()
  }
  return [
    way(`M24 72V${first}H${end}`, end, first),
    text(34, 104, words.asks, 'small'),
    way(`M24 ${first}V${second}H${end}`, end, second),
    text(34, registry - 22, words.shows, 'small'),
  ].flat()
}

// From each web server to what is behind it, and from the key to its certificate.
function inside(words: PictureWords, { x, gitlab, registry }: Places): readonly Shape[] {
  const [top, bottom] = [gitlab + INSIDE, registry + INSIDE]
  const [from, to, middle] = [x + WEB + SERVER.width, x + APP, x + APP + SERVER.width / 2]
  return [
    ...[top, bottom].flatMap((y) => way(`M${from} ${y + 40}H${to}`, to, y + 40)),
    { kind: 'line', look: 'bond', path: `M${middle} ${top + SERVER.height}V${bottom}` },
    text(middle + 10, (top + SERVER.height + bottom) / 2 + 5, words.onePair, 'small'),
  ]
}

function way(path: string, x: number, y: number): readonly Shape[] {
  return [{ kind: 'line', look: 'way', path }, arrowHead(x, y)]
}

function arrowHead(x: number, y: number): Shape {
  return { kind: 'line', look: 'head', path: `M${x - 8} ${y - 5}L${x} ${y}L${x - 8} ${y + 5}` }
}

function text(x: number, y: number, line: string, look: string, anchor: 'start' | 'middle' = 'start'): Shape {
  return { kind: 'text', look, x, y, anchor, text: line }
}
