import { podmanEngine } from '../lab/podman-engines.ts'
import { podmanReadersSuite, podmanSuite } from './podman-suite.ts'

podmanSuite('podman of this system', await podmanEngine('system'))
// Few systems have buildah beside podman 4.
podmanReadersSuite('buildah and skopeo of bookworm', await podmanEngine('bookworm'))
