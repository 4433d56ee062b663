/**
 * Where distribution's image is had without Docker Hub and its limit, in the order in which they are asked: copies of
 * Docker's official image by Amazon and Google, then the project's own. What was really pulled is remembered by its
 * digest, which no table could know beforehand.
 */
export const registryImages: readonly string[] = [
  'public.ecr.aws/docker/library/registry:3',
  'mirror.gcr.io/library/registry:3',
  'ghcr.io/distribution/distribution:3.1.1',
  'public.ecr.aws/docker/library/registry:2',
  'mirror.gcr.io/library/registry:2',
  'ghcr.io/distribution/distribution:2.8.3',
]

/** Of `docker-registry github.com/docker/distribution v2.8.3` the last word, `2.8.3`; null where it is no such line. */
export function registryVersion(output: string): string | null {
  return /\bgithub\.com\/(?:docker|distribution)\/distribution\S* v?(\d+\.\d+\.\S+)\s*$/.exec(output)?.[1] ?? null
}

/** Whether a version lets `proxy.ttl` decide how long things are kept; 2.x keeps them 7 days, whatever one says. */
export function takesHours(version: string | null): boolean {
  return version !== null && Number(version.split('.')[0]) >= 3
}
