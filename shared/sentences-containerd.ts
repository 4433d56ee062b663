/** What is said of containerd, MicroK8s and nerdctl. */
export const containerdSentences = {
  'containerd-import': [
    '{path}:{line}:{column}: imports {pattern}, where Pullcord does not look; it may set config_path too.',
    'Import only files of /etc/containerd/conf.d, or set config_path yourself.',
  ],
  'containerd-import-replaces': [
    '{path} has a section of the CRI plugin; containerd 1.x then passes over what config.toml says of it.',
    'Set config_path = "/etc/containerd/certs.d" there, below [plugins."io.containerd.grpc.v1.cri".registry].',
  ],
  'containerd-other-directory': [
    '{path}:{line}:{column}: config_path sends containerd to “{directory}” instead of /etc/containerd/certs.d.',
    'Change it to /etc/containerd/certs.d and move your files there, then try again.',
  ],
  'containerd-old-mirrors': [
    '{path}:{line}:{column}: mirrors in the old form; beside config_path the CRI plugin of containerd would not load.',
    'Move them into hosts.toml files and remove these tables, then try again.',
  ],
  'containerd-version': [
    '{path} names no version; from 2.0 on containerd passes over config_path in such a file.',
    'Convert it with “containerd config migrate”, then try again.',
  ],
  'containerd-form': [
    '{path}:{line}:{column}: the registry table is written in a form that cannot be edited safely.',
    'Set config_path = "/etc/containerd/certs.d" there yourself, then try again.',
  ],
  'containerd-other-config': [
    'containerd reads {config} instead of /etc/containerd/config.toml.',
    'Start it without --config, or set the mirror in that file yourself.',
  ],
  'containerd-sets-path': ['{path} gets config_path, so that containerd reads hosts.toml files.', 'Off takes it out.'],
  'containerd-list': [
    '{path}:{line}:{column}: containerd from 2.1 on passes over config_path when it names several directories.',
    'Name /etc/containerd/certs.d alone, then try again.',
  ],
  'containerd-cri-off': [
    '{path} turns containerd’s CRI plugin off: only nerdctl and “ctr --hosts-dir” read hosts.toml.',
    '',
  ],
  'containerd-not-read': [
    'containerd has hosts.toml files in {directory} and does not read them: no config_path leads there.',
    'Turn on again: Pullcord sets config_path.',
  ],
  'containerd-restart': [
    'containerd (process {pid}) reads config_path only when it starts.',
    'Restart it to use the mirrors: add --yes, or “systemctl restart containerd”. Containers go on running.',
  ],
  'containerd-not-restarted': [
    'containerd did not come back after the restart: {why}',
    'See “journalctl -u containerd”.',
  ],
  'containerd-restart-by-hand': [
    'containerd (process {pid}) is no unit of systemd; Pullcord does not restart it.',
    'Restart it as you usually do; it reads config_path only then.',
  ],
  'containerd-not-running': ['{engine} does not run; it will use the mirror once it starts.', ''],
  'containerd-reads-each-pull': [
    '{engine} reads hosts.toml at each pull and reports it nowhere; only a pull can prove it.',
    'Prove it: pullcord verify --engine {engine} --pull IMAGE',
  ],
  'containerd-server-docker-io': [
    '{path} names https://docker.io as its server: when no mirror answers, pulls go to that host, which is not the hub.',
    'Write server = "https://registry-1.docker.io", or leave the line out.',
  ],
  'containerd-default-shadowed': [
    'For {upstream}, {path} takes the place of {fallback}, which containerd then does not look into.',
    'Off brings it back.',
  ],
  'containerd-for-docker': [
    'containerd serves docker alone here, and docker does not read its files.',
    'Name it to switch it all the same: --engine containerd',
  ],
  'containerd-cri-unasked': [
    'Neither crictl nor kubelet is here; nerdctl reads hosts.toml by itself, so {path} stays as it is.',
    '',
  ],
  'containerd-no-client': [
    'Neither crictl nor ctr was found; nothing can make containerd pull.',
    'Install cri-tools, or pull by hand and look into the access log of the mirror.',
  ],
  'nerdctl-loopback': [
    'Rootless containerd has a network of its own: {host} is not this machine there.',
    'Give the mirror by the address of this machine, such as http://192.168.1.2:6000.',
  ],
  'microk8s-restart': [
    'MicroK8s reads hosts.toml at each pull; its documentation asks for a restart all the same.',
    'If a pull does not use the mirror: snap restart microk8s',
  ],
} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
