import { dockerEngine } from '../lab/docker-engines.ts'
import { dockerSuite } from './docker-suite.ts'

dockerSuite('docker of this system', await dockerEngine('system'), 'classic')
