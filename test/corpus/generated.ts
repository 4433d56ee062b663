/** A daemon.json of two megabytes, which every dockerd takes. */
export const hugeDaemonJson = `{"registry-mirrors": ["http://127.0.0.1:21011"], "labels": [${Array.from({ length: 20_000 }, (_, at) => `"k${at}=${'v'.repeat(100)}"`).join(', ')}]}`

/** A hosts.toml with five thousand hosts. */
export const hugeHostsToml = [
  'http://127.0.0.1:21011',
  ...Array.from({ length: 5_000 }, (_, at) => `http://h${at}.lan:5000`),
].reduce(
  (text, url) => `${text}[host."${url}"]\n  capabilities = ["pull", "resolve"]\n`,
  'server = "https://registry-1.docker.io"\n',
)
