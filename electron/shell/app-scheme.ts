import { protocol } from 'electron'

const scheme = 'app'
const host = 'pullcord'

/** Where the window's page lives; it is the only origin that main answers. */
export const appOrigin = `${scheme}://${host}`

/** Makes `app:` a scheme with an origin of its own. Must run before Electron is ready, and only once. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

/** Answers `app://pullcord/…`, and nothing under another host. */
export function serveAppScheme(serve: (request: Request) => Promise<Response>): void {
  protocol.handle(scheme, async (request) =>
    new URL(request.url).host === host ? serve(request) : new Response(null, { status: 404 }),
  )
}
