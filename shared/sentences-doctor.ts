/** What the core says of what the doctor found; a part of `sentences.ts`. */
export const doctorSentences = {
  'doctor-not-asked': ['{url} was not asked: with --root nothing outside the files is touched.', ''],
  'doctor-too-slow': ['It took longer than {seconds} s to look at.', 'See what the engine or the disk waits for.'],
  'doctor-tls-unverified': [
    'The certificate of {url} is not verified: whoever stands in between can pose as the mirror.',
    'Name the authority that signed it: pullcord on --mirror {upstream}={url} --ca FILE',
  ],
  'doctor-authority-expired': [
    'The authority that was given for {url} expired on {date}.',
    'Give the new one: pullcord on --mirror {upstream}={url} --ca FILE',
  ],
  'doctor-authority-expires': [
    'The authority that was given for {url} expires on {date}.',
    'Give the new one before that day: pullcord on --mirror {upstream}={url} --ca FILE',
  ],
  'doctor-plain-http': [
    '{path} names {location} for {upstream} without insecure; it speaks plain http, and podman passes over it in silence.',
    'Write “insecure = true” below that location.',
  ],
  'doctor-docker-http': [
    'docker {version} with the containerd store tries https at {url}, whatever its scheme says, and passes over it.',
    'Add “{host}” to insecure-registries in {path}, or upgrade to Engine 28.',
  ],
  'doctor-hides-drop-ins': [
    'podman reads no drop-in of /etc/containers for you, because {path} exists.',
    'Move its tables into {directory}/50-own.conf, then remove it.',
  ],
  'doctor-xdg-ignored': [
    'podman {version} does not read {path}: only version 6 follows XDG_CONFIG_HOME.',
    'Move it into {directory}.',
  ],
  'doctor-tls-hole': [
    'While {path} lists {url}, docker {version} falls back to Docker Hub without verifying its certificate.',
    'Turn on again: Pullcord writes a hosts.toml, with which it verifies.',
  ],
  'doctor-buildkit-tls': [
    'Builds with docker {version} may fall back to Docker Hub without verifying its certificate, because {url} is insecure.',
    'Upgrade to Engine 28, or use a mirror that is neither on this machine nor in insecure-registries.',
  ],
  'doctor-buildkit-remembers': [
    '{path} was changed a moment ago; builds may go by what it said before for up to five minutes.',
    '',
  ],
  'doctor-remote-podman': [
    '{variable} sends podman to {where}; the files of this machine do not count there.',
    'Unset it, or set the mirror there.',
  ],
  'doctor-podman-machine': [
    'A podman machine is set up in {path}; inside it podman reads the files of the machine, not these.',
    'Set the mirror inside it: podman machine ssh',
  ],
  'doctor-docker-elsewhere': [
    'The docker command talks to {where}, by {source}, and not to the dockerd of this machine.',
    'Use “docker context use default” and unset DOCKER_HOST, or set the mirror there.',
  ],
  'doctor-appimage': [
    'Pullcord runs as an AppImage, whose files root may not read, and no helper is installed.',
    'Install the deb or rpm package to switch the system’s engines.',
  ],
} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
