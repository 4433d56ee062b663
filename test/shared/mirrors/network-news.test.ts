import { expect, test } from 'vitest'
import { isOuter, networkNews } from '../../../shared/mirrors/network-news.ts'

/** Lines of `ip -o monitor address route`, iproute2 6.1. */
test.each([
  ['2: eth0    inet 192.168.1.5/24 brd 192.168.1.255 scope global eth0\\       valid_lft 300sec', 'maybe'],
  ['Deleted 2: eth0    inet 192.168.1.5/24 scope global eth0\\       valid_lft forever', 'gone'],
  ['[ADDR]Deleted 3: wlan0    inet6 2001:db8::5/64 scope global \\       valid_lft forever', 'gone'],
  ['default via 192.168.1.1 dev wlan0 proto dhcp metric 600 ', 'maybe'],
  ['Deleted default via 192.168.1.1 dev wlan0 proto dhcp metric 600 ', 'gone'],
  ['Deleted default via 172.17.0.1 dev docker0 ', null],
  ['10.99.0.0/24 dev eth0 proto kernel scope link src 10.99.0.3 ', null],
  ['Deleted 7: veth12ab@if6    inet6 fe80::1/64 scope link \\       valid_lft forever', null],
  ['3: wlan0    inet6 fe80::1/64 scope link \\       valid_lft forever', null],
  ['Deleted 5: br-0123    inet 172.18.0.1/16 scope global br-0123', null],
  ['local 10.0.0.1 dev eth0 table local proto kernel scope host src 10.0.0.1 ', null],
  ['', null],
])('%s: %s', (line, news) => {
  expect(networkNews(line)).toBe(news)
})

test.each([
  ['eth0', true],
  ['wlp3s0', true],
  ['tun0', true],
  ['docker0', false],
  ['lo', false],
  ['podman1', false],
])('%s leads out: %s', (name, outer) => {
  expect(isOuter(name)).toBe(outer)
})
