import { connect as connectHttp2, type IncomingHttpHeaders } from 'node:http2'
import { connect } from 'node:net'

/** How a call of CRI ended: gRPC's status, 0 for well, and what was said of a failure. */
export interface CriAnswer {
  readonly status: number
  readonly said: string
}

/** Lets containerd's CRI plugin pull an image, as the kubelet does: nothing but the name is told. */
export function criPull(socket: string, image: string): Promise<CriAnswer> {
  return call(socket, 'PullImage', image)
}

/** Lets it remove the image again, which is no error where there is none. */
export function criRemove(socket: string, image: string): Promise<CriAnswer> {
  return call(socket, 'RemoveImage', image)
}

// Both requests are `{ ImageSpec image = 1 }` of `{ string image = 1 }` (cri-api, runtime/v1/api.proto).
function messageOf(image: string): Buffer {
  const field = (bytes: Buffer): Buffer => Buffer.concat([Buffer.from([0x0a, bytes.length]), bytes])
  const name = Buffer.from(image)
  if (name.length > 120) throw new Error('a longer name needs a length of two bytes')
  const message = field(field(name))
  const frame = Buffer.alloc(5)
  frame.writeUInt32BE(message.length, 1)
  return Buffer.concat([frame, message])
}

function call(socket: string, method: string, image: string): Promise<CriAnswer> {
  return new Promise((resolve, reject) => {
    const session = connectHttp2('http://localhost', { createConnection: () => connect(socket) })
    session.on('error', reject)
    const stream = session.request({
      ':method': 'POST',
      ':path': `/runtime.v1.ImageService/${method}`,
      'content-type': 'application/grpc',
      te: 'trailers',
    })
    const answer: { status: number; said: string } = { status: -1, said: '' }
    const note = (headers: IncomingHttpHeaders): void => {
      const { 'grpc-status': status, 'grpc-message': said } = headers
      if (status === undefined) return
      answer.status = Number(status)
      answer.said = decodeURIComponent(typeof said === 'string' ? said : '')
    }
    stream.on('response', note).on('trailers', note).on('error', reject)
    stream.on('close', () => {
      session.close()
      resolve(answer)
    })
    stream.resume()
    stream.end(messageOf(image))
  })
}
