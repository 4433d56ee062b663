import { dockerEngine } from '../lab/docker-engines.ts'
import { ALL_TEXTS } from './docker-round-trip.ts'
import { dockerSuite } from './docker-suite.ts'

dockerSuite('docker of this system', await dockerEngine('system'), 'classic', ALL_TEXTS)
