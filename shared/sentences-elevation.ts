/** What the core says of the way to root, and what an administrator allows; a part of `sentences.ts`. */
export const elevationSentences = {
  // The way to root
  'helper-missing': [
    'The part of Pullcord that may write system files is not installed: {path}',
    'Install the package (deb or rpm); in a clone run “npm run helper:install” once.',
  ],
  'helper-missing-appimage': [
    'An AppImage cannot bring the part of Pullcord that may write system files: {path} is missing.',
    'Install the deb or rpm package, or run “npm run helper:install” once in a clone.',
  ],
  'helper-unsafe': [
    '{path} can be changed by others than root, so Pullcord does not run it as root.',
    'Find out who changed it, then install the package again.',
  ],
  'helper-broken': [
    'The part of Pullcord that writes system files gave no answer: {why}',
    'Install the package again; if that does not help, report it with this line.',
  ],
  'helper-other-version': [
    'The part of Pullcord that writes system files is of another release: it speaks version {theirs}, this program {ours}.',
    'Install both from the same release.',
  ],
  'elevation-sandboxed': [
    'Pullcord runs in a sandbox (flatpak, snap) in which no program can become root.',
    'Install the deb or rpm package instead.',
  ],
  'elevation-impossible': ['Root could not be asked: {why}', 'Run as root: {command}'],
  'elevation-late': ['Nobody answered the question for a password in time.', 'Try again, or run as root: {command}'],
  'no-agent': ['This session has no program that asks for a password.', 'Run as root: {command}'],
  'polkit-silent': [
    'Polkit, which would ask for the password, does not answer.',
    'Restart it with “sudo systemctl restart polkit”, or run as root: {command}',
  ],
  'sudo-refused': ['Sudo refused: {why}', 'Ask an administrator to run: {command}'],

  // What an administrator allows
  'approval-dismissed': ['The question for a password was closed; nothing was changed.', ''],
  'approval-refused': [
    'The password was wrong, or this machine does not allow it: {why}',
    'Try again, or ask an administrator to run: {command}',
  ],
  'needs-approval': [
    'The mirrors of the list are not approved for {engine} yet, which is configured for the whole system.',
    'Run “pullcord approve”: an administrator says yes once, and from then on no password is asked.',
  ],
  'approval-needed': [
    'An administrator has to allow these mirrors once; from then on no password is asked.',
    'Run “pullcord approve”.',
  ],
} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
