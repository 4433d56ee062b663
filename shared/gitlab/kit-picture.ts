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

/** Width and height of the picture, in its own units. */
export const pictureSize = { width: 720, height: 336 } as const

const GITLAB_Y = 12
const REGISTRY_Y = 196
const HOST = { x: 232, width: 476, height: 128 }
const WEB = { x: 248, width: 190 }
const APP = { x: 502, width: 190 }

/** The picture as shapes, in the order in which they are drawn. */
export function pictureShapes(words: PictureWords): readonly Shape[] {
  return [
    ...engines(words),
    ...host(GITLAB_Y, words.gitlabHost),
    ...certificate(WEB, GITLAB_Y, 1, words.webServer, words.webFiles, 'web'),
    ...certificate(APP, GITLAB_Y, 3, words.gitlab, [words.keyFile, words.keyUse], 'pair'),
    ...host(REGISTRY_Y, words.registryHost),
    ...certificate(WEB, REGISTRY_Y, 2, words.webServer, words.webFiles, 'web'),
    ...certificate(APP, REGISTRY_Y, 3, words.registry, [words.certificateFile, words.certificateUse], 'pair'),
    ...arrows(words),
  ]
}

function engines(words: PictureWords): readonly Shape[] {
  return [
    { kind: 'box', look: 'host', x: 12, y: 122, width: 128, height: 92 },
    text(76, 150, words.engines, 'name', 'middle'),
    ...words.enginesAre.map((line, at) => text(76, 174 + at * 18, line, 'small', 'middle')),
  ]
}

function host(y: number, name: string): readonly Shape[] {
  return [{ kind: 'box', look: 'host', y, ...HOST }, text(HOST.x + 16, y + 24, name, 'host-name')]
}

// A server with the number of its certificate before its name, and below it what it holds.
function certificate(
  { x, width }: typeof WEB,
  hostY: number,
  number: number,
  name: string,
  lines: readonly string[],
  look: 'web' | 'pair',
): readonly Shape[] {
  const y = hostY + 36
  return [
    { kind: 'box', look, x, y, width, height: 80 },
    { kind: 'disc', look, x: x + 22, y: y + 22, radius: 12 },
    text(x + 22, y + 27, String(number), 'number', 'middle'),
    text(x + 44, y + 27, name, 'name'),
    ...lines.map((line, at) => text(x + 16, y + 50 + at * 18, line, at === 0 || look === 'web' ? 'file' : 'small')),
  ]
}

function arrows(words: PictureWords): readonly Shape[] {
  const [top, bottom] = [GITLAB_Y + 36, REGISTRY_Y + 36]
  const middle = APP.x + APP.width / 2
  return [
    { kind: 'line', look: 'way', path: `M76 122V${top + 40}H${WEB.x}` },
    arrowHead(WEB.x, top + 40),
    text(84, top + 28, words.asks, 'small'),
    { kind: 'line', look: 'way', path: `M76 214V${bottom + 40}H${WEB.x}` },
    arrowHead(WEB.x, bottom + 40),
    text(84, bottom + 60, words.shows, 'small'),
    { kind: 'line', look: 'way', path: `M${WEB.x + WEB.width} ${top + 40}H${APP.x}` },
    arrowHead(APP.x, top + 40),
    { kind: 'line', look: 'way', path: `M${WEB.x + WEB.width} ${bottom + 40}H${APP.x}` },
    arrowHead(APP.x, bottom + 40),
    { kind: 'line', look: 'bond', path: `M${middle} ${top + 80}V${bottom}` },
    text(middle + 10, (top + 80 + bottom) / 2 + 5, words.onePair, 'small'),
  ]
}

function arrowHead(x: number, y: number): Shape {
  return { kind: 'line', look: 'head', path: `M${x - 8} ${y - 5}L${x} ${y}L${x - 8} ${y + 5}` }
}

function text(x: number, y: number, line: string, look: string, anchor: 'start' | 'middle' = 'start'): Shape {
  return { kind: 'text', look, x, y, anchor, text: line }
}
