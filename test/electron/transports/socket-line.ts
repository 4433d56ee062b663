import { WebSocket } from 'ws'
import type { HttpFace } from '../../../electron/transports/http.ts'

/** A frame as the page reads it. */
export type Frame = {
  readonly kind?: string
  readonly tab?: string
  readonly notice?: { readonly code: string }
  readonly output?: unknown
}

/** Where a face is served. */
export function originOf(face: HttpFace): string {
  return `http://127.0.0.1:${face.port}`
}

/** A fresh login token, as the address carries it. */
export function tokenOf(face: HttpFace): string {
  return new URL(face.address()).hash.slice('#token='.length)
}

/** Opens a socket as a page of this origin would; resolves to the status where it is refused. */
export async function open(
  face: HttpFace,
  headers: Readonly<Record<string, string>> = {},
  path = '/ws',
): Promise<WebSocket | number> {
  const origin = originOf(face)
  const socket = new WebSocket(`${origin.replace('http', 'ws')}${path}`, { headers: { origin, ...headers } })
  return await new Promise((resolve, reject) => {
    socket.on('open', () => resolve(socket)).on('error', reject)
    socket.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0))
  })
}

/** Opens a socket that must not be refused. */
export async function openLine(face: HttpFace): Promise<WebSocket> {
  const socket = await open(face)
  if (typeof socket === 'number') throw new Error(`refused: ${socket}`)
  return socket
}

/** The first frame after this one; null where the line is closed instead. */
export async function say(socket: WebSocket, frame: unknown): Promise<Frame | null> {
  const answer = new Promise<Frame | null>((resolve) => {
    socket.once('message', (data: Buffer) => resolve(JSON.parse(data.toString()) as Frame))
    socket.once('close', () => resolve(null))
  })
  socket.send(typeof frame === 'string' || Buffer.isBuffer(frame) ? frame : JSON.stringify(frame))
  return await answer
}

/** What the login is answered with, on a line of its own. */
export async function login(face: HttpFace, frame: unknown): Promise<Frame | null> {
  const socket = await openLine(face)
  const answer = await say(socket, frame)
  socket.close()
  return answer
}
