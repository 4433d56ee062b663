import { dockerEngine } from '../lab/docker-engines.ts'
import { dockerSuite } from './docker-suite.ts'

dockerSuite('docker of Debian trixie', await dockerEngine('trixie'), 'classic')
