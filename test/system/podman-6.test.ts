import { podmanEngine } from '../lab/podman-engines.ts'
import { podmanSuite } from './podman-suite.ts'

podmanSuite('podman 6 of experimental', await podmanEngine('experimental', 6))
