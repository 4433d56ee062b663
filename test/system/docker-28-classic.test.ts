import { dockerEngine } from '../lab/docker-engines.ts'
import { dockerSuite } from './docker-suite.ts'

dockerSuite('docker of Debian sid', await dockerEngine('sid', 28), 'classic')
