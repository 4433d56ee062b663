/** What is said of K3s and RKE2, and of YAML. */
export const rancherSentences = {
  'yaml-not-edited': [
    '{path}:{line}:{column}: {what}, beside which Pullcord does not edit.',
    'Write it without, in plain lines, then try again.',
  ],
  'rancher-form': ['{path}:{line}:{column}: {why}.', 'Correct the file, then try again.'],
  'rancher-elsewhere': [
    '{engine} reads {config} instead of {path}.',
    'Take “private-registry” out of its configuration, or set the mirror in that file yourself.',
  ],
  'rancher-rewrite': [
    '{path} rewrites the names of images of {upstream}; a mirror would be asked for other images than were named.',
    'Take the “rewrite” of {upstream} out, or leave {engine} as it is.',
  ],
  'rancher-star-kept': ['The endpoints that {path} names for "*" stay for {upstream}, after ours: {endpoints}.', ''],
  'rancher-star-left': [
    'The endpoints that {path} names for "*" are not used for {upstream} while Pullcord is on: {endpoints}.',
    'Off brings them back.',
  ],
  'rancher-keeps': ['The endpoints of {path} for {upstream} stay, after ours: {endpoints}.', ''],
  'rancher-drops': [
    'The endpoints of {path} for {upstream} are not used while Pullcord is on: {endpoints}.',
    'Off brings them back.',
  ],
  'rancher-tls-named': [
    '{path} says already how {host} is to be verified; Pullcord leaves that as it is.',
    'Take “tls” of {host} out to let Pullcord set it.',
  ],
  'rancher-strict': [
    '{engine} is set not to fall back on upstreams: while no mirror of {upstream} answers, its images cannot be pulled.',
    'It says so by “disable-default-registry-endpoint” in {path}.',
  ],
  'rancher-stale': [
    '{engine} (process {pid}) still uses the mirrors it read at its start.',
    'Restart it to use the change: add --yes, or “systemctl restart {unit}”. Pods go on running.',
  ],
  'rancher-not-running': ['{engine} does not run; it will use the mirror once it starts.', ''],
  'rancher-not-restarted': ['{engine} did not come back after the restart: {why}', 'See “journalctl -u {unit}”.'],
  'rancher-no-unit': [
    '{engine} (process {pid}) was not started by systemd as {unit}, so Pullcord cannot restart it.',
    'Restart it as you started it.',
  ],
  'rancher-read-at-start': [
    '{engine} started after its mirrors were set, and reports them nowhere; only a pull can prove them.',
    'Pull an image of {upstream} with crictl, and look into the mirror’s log.',
  ],
} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
