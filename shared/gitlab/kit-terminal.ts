/** The picture of the three certificates for a terminal, 78 columns wide; the words below it are for everybody. */
export function formatPicture(): readonly string[] {
  return [
    '                      ┌ gitlab.example.com ──────────────────────────────────┐',
    '                      │ ┌────────────────────┐        ┌────────────────────┐ │',
    '     asks for a token │ │ ① web server       │        │ ③ GitLab           │ │',
    '   ┌───────────────────▶│   fullchain.pem    │───────▶│   registry-auth.key│ │',
    '   │                  │ │   privkey.pem      │        │   signs tokens     │ │',
    ' ┌─┴─────────────┐    │ └────────────────────┘        └─────────┬──────────┘ │',
    ' │ docker        │    └─────────────────────────────────────────│────────────┘',
    ' │ podman        │                                              │ one pair',
    ' │ GitLab Runner │    ┌ registry.example.com ───────────────────│────────────┐',
    ' └─┬─────────────┘    │ ┌────────────────────┐        ┌─────────┴──────────┐ │',
    '   │                  │ │ ② web server       │        │ ③ registry         │ │',
    '   └───────────────────▶│   fullchain.pem    │───────▶│   registry-auth.crt│ │',
    '     shows the token  │ │   privkey.pem      │        │   checks tokens    │ │',
    '                      │ └────────────────────┘        └────────────────────┘ │',
    '                      └──────────────────────────────────────────────────────┘',
    '',
    '  ① the web certificate of GitLab’s host, with its intermediates',
    '  ② the web certificate of the registry’s host, with its intermediates',
    '  ③ the token-signing pair: one key, one certificate, in two places.',
    '    Self-signed is right for it: engines never see it. It is in no web server.',
  ]
}
