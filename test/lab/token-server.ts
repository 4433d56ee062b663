// Runs inside a lab machine: a GitLab as far as a registry and its clients see it.
// node token-server.ts SETTINGS.json ADDRESS PORT
import { readFileSync } from 'node:fs'
import { tokenServer, type TokenSettings } from './token-service.ts'

const [settings = '', address = '', port = ''] = process.argv.slice(2)

tokenServer(JSON.parse(readFileSync(settings, 'utf8')) as TokenSettings).listen(Number(port), address)
