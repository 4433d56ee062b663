/** Logins for GitLab's jobs: what was tried, what came of it, and what GitLab will do with the value. */
export const gitlabAuthSentences = {
  // Where a login is kept
  'auth-login-missing': [
    'No login for {registry} is on file.',
    'Log in with “docker login {registry}” or “podman login {registry}”, or give one with --user.',
  ],
  'auth-login-unread': [
    'No login for {registry} was found in the files that can be read. One cannot: {why}',
    'Mend that file, or give the login with --user.',
  ],
  'auth-helper-failed': [
    'The credential helper docker-credential-{helper} did not answer: {why}. What it printed is not shown, since it may hold a secret.',
    'Run it by hand: docker-credential-{helper} list',
  ],
  'auth-helper-elsewhere': [
    'The login for {registry} is kept by docker-credential-{helper}, which cannot be run on the files of another root.',
    'Run this on the machine itself, or give the login with --user.',
  ],
  'auth-pass-only': [
    'What is on file for {registry} is a registry token: a pass that ends within minutes, and no login.',
    'Make an access token at the registry, and log in with that.',
  ],
  'auth-user-colon': ['A user name cannot hold a colon: everybody reads it as its end.', 'Check what was typed.'],
  'auth-registry-twice': ['{registry} was named twice.', 'Name each registry once; all names of Docker Hub are one.'],

  // The login at the registry
  'auth-logging-in': ['Logging in to {registry}.', ''],
  'auth-login-proven': ['{registry} took the login of {user}.', ''],
  'auth-login-skipped': ['The login for {registry} was not tried.', 'Leave out --no-login to try it.'],
  'auth-login-unasked': [
    '{registry} lets everybody in without asking, so whether the login is right cannot be seen.',
    '',
  ],
  'auth-login-refused': [
    '{host} refused the login of {user} for {registry}: user, password or token is wrong, or has ended.',
    'Log in again, then make the value again.',
  ],
  'auth-login-forbidden': [
    '{host} knows {user}, but allows no access to {registry}.',
    'Ask for the right to pull, or use a token that has it.',
  ],
  'auth-host-unknown': ['There is no host {host}.', 'Check the name, and the network’s DNS.'],
  'auth-unreachable': ['{host} cannot be reached ({why}).', 'Check the name, the port and the network.'],
  'auth-untrusted': [
    'The certificate of {host} is not trusted ({why}). The login was not sent.',
    'Name the authority that signed it: --ca FILE.',
  ],
  'auth-no-tls': [
    '{host} does not speak TLS. The login was not sent.',
    'Anybody on the way can read a login without TLS; --plain-http sends it all the same.',
  ],
  'auth-not-a-registry': [
    '{host} does not answer like a registry (status {status}). The login was not sent.',
    'Check the name and the port.',
  ],
  'auth-redirected': [
    '{host} sends us on to {to}. A login is never carried there.',
    'Name the registry or the GitLab that answers by itself.',
  ],
  'auth-realm-elsewhere': [
    '{host} has logins checked by {realm}, which is on another domain. The login was not sent.',
    'If you know that {realm} belongs to the registry, allow it: --allow-realm {realm}',
  ],
  'auth-realm-plain': [
    '{host} has logins checked by {realm} over plain http. The login was not sent.',
    'Have the registry name its token service by https.',
  ],
  'auth-realm-odd': [
    '{host} names no usable address at which logins are checked.',
    'Correct the “realm” in the registry’s settings.',
  ],
  'auth-no-token': ['{host} took the login and gave no token.', 'Check the token service.'],
  'auth-token-refused': [
    '{host} took the login, but {registry} refuses the token that it gave.',
    'Registry and token service do not agree: check issuer, service and certificate of both.',
  ],
  'auth-too-many': [
    '{host} got too many requests from here and refuses for now.',
    'Wait some minutes, then try again.',
  ],
  'auth-odd-status': ['{host} answered with status {status}.', 'Try again later, or look into its log.'],
  'auth-token-as-password': [
    '{registry} took the identity token, and takes it as a password as well. The value holds it so, for every kind of runner.',
    'Such a token ends; make the value anew before that, or use an access token of the registry.',
  ],
  'auth-token-kept': [
    '{registry} took the identity token, but not as a password. Runners with docker can use it; the Kubernetes executor cannot.',
    'For every kind of runner, log in with an access token of the registry.',
  ],
  'auth-token-unwanted': [
    'What is on file for {registry} is an identity token, and its registry exchanges none; GitLab’s runner needs user and password.',
    'Make an access token at the registry, and log in with that.',
  ],

  // What GitLab does with the value
  'auth-rule-masked': ['It can be masked in job logs.', ''],
  'auth-rule-masked-raw': [
    'It can be masked in job logs if it is raw: one line, no spaces, 8 characters or more, and “Expand variable reference” off.',
    'With expansion on, GitLab masks no value with braces or quotes.',
  ],
  'auth-rule-masked-whole': [
    'Only the whole value is masked: a job that prints a part of it, or prints it otherwise, shows it.',
    '',
  ],
  'auth-rule-hidden': [
    'It can be “masked and hidden” (GitLab 17.4 and later), but only when the variable is created.',
    '',
  ],
  'auth-rule-protected': [
    'If it is protected, only jobs on protected branches and tags get it; all others pull without a login.',
    '',
  ],
  'auth-rule-environment': ['With an environment scope other than *, only jobs of that environment get it.', ''],
  'auth-rule-instance-size': [
    'It has {length} characters; a variable of the whole instance may have {limit}, one of a project or group any number.',
    '',
  ],
  'auth-rule-linux-size': ['It fits into the environment of a Linux process, which takes {limit} bytes.', ''],
  'auth-rule-first': [
    'The runner looks here first, then into its own user’s ~/.docker/config.json, then at the job’s own login; it runs no helper of this machine.',
    '',
  ],

  // Where it is handed over
  'auth-value-gone': ['The value is no longer kept.', 'Make it again.'],
  'auth-ask-page': [
    'A page of Pullcord asks for the stored logins of {registries}, to put them on the clipboard itself.',
    'Say yes only if you have just asked for that there.',
  ],
  'auth-ask-gitlab': [
    'A page of Pullcord asks to send the stored logins of {registries} to {host}, for its {where}.',
    'Say yes only if you have just asked for that, and this is your GitLab.',
  ],
  'auth-not-allowed': [
    'The logins of {registries} were not handed over: the question that Pullcord asked outside this page was not answered with yes.',
    'Try again and answer there: in Pullcord’s own dialog, or in the terminal of “pullcord serve”.',
  ],
  'auth-nobody-asked': [
    'The logins of {registries} were not handed over: a page gets them only after a yes, and Pullcord runs without a terminal in which to ask.',
    'In a terminal: pullcord gitlab auth-config --registry {registry}',
  ],
  'auth-asking': [
    'The logins of {registries} were not handed over: another question is still open outside this page.',
    'Answer it first: in Pullcord’s own dialog, or in the terminal of “pullcord serve”.',
  ],
  'auth-copy-none': [
    'There is no way to the clipboard here.',
    'Install wl-clipboard (Wayland) or xclip (X11), or use --out FILE.',
  ],
  'auth-out-failed': ['{path} cannot be written: {why}.', 'Name a file that does not exist yet.'],
  'auth-gitlab-plain': ['GitLab at {host} is named by plain http. The token was not sent.', 'Use https://.'],
  'auth-gitlab-token': ['{host} refused the access token.', 'Use one that has not ended, with the scope “api”.'],
  'auth-gitlab-forbidden': [
    '{host} does not let this token change variables of {where}.',
    'It takes the role Maintainer in a project, Owner in a group, and an administrator for the instance.',
  ],
  'auth-gitlab-missing': [
    '{host} has no {where} that this token may see.',
    'Check the path; a group is group:PATH, a project project:PATH.',
  ],
  'auth-gitlab-invalid': [
    '{host} does not take the variable: {why}.',
    'If it is about the value, GitLab is older than raw masked variables: use --visibility visible, or update it.',
  ],
  'auth-gitlab-not-hidden': [
    '{name} is there already, and GitLab hides no variable afterwards. Nothing was changed.',
    'Delete it in GitLab first, or use --visibility masked.',
  ],
} as const satisfies Readonly<Record<string, readonly [message: string, hint: string]>>
