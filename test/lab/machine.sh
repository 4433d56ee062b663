#!/bin/bash
# The first process of a lab machine: unshare(1) starts it in fresh mount, net and pid namespaces.
# It makes what engines and Pullcord write to private, leaves the rest of the disk read-only, says
# "ready", and then waits for its stdin to end: when the test process dies, however it dies, the
# namespaces and everything in them go too.
set -euo pipefail
umask 022
work=$1 project=$2 engine=$3 addresses=$4

ip link set lo up
# Engines treat 127.0.0.0/8 as special (docker: insecure by default), so the stand-ins live elsewhere.
if ip link add lab0 type veth peer name lab1 2>/dev/null; then
  ip link set lab1 up
  link=lab0
else
  link=lo
fi
for address in $addresses; do ip address add "$address/24" dev $link; done
ip link set $link up

mount -t tmpfs -o mode=755 tmpfs /run
mkdir -p /run/lab/{etc,project,work,var/up,var/work,tmp/up,tmp/work,home/root,home/dev}
chmod 1777 /run/lab/tmp/up
# The project by a path that the unprivileged user can walk, wherever the clone is.
mount --bind "$project" /run/lab/project
mount --bind "$work" /run/lab/work

cp -a /etc/. /run/lab/etc/
mount --bind /run/lab/etc /etc
mount -t overlay -o lowerdir=/var,upperdir=/run/lab/var/up,workdir=/run/lab/var/work overlay /var
mount -t overlay -o lowerdir=/tmp,upperdir=/run/lab/tmp/up,workdir=/run/lab/tmp/work overlay /tmp
mkdir -p "$work"
mount --bind /run/lab/work "$work" # one path for both sides
if [ -n "$engine" ]; then mount -t overlay -o "lowerdir=$engine:/usr" overlay /usr; fi
mount -o remount,ro,bind /

# As fresh as a machine on which the engines were just installed, whatever the host holds.
rm -rf /etc/docker /etc/containers /etc/pullcord /var/lib/pullcord /etc/default/docker /etc/systemd/system/docker.*.d
mkdir -p /etc/docker /etc/containers/registries.conf.d /run/lock /var/lib/docker /var/lib/containers
mount -t tmpfs -o mode=710 tmpfs /var/lib/docker
mount -t tmpfs -o mode=755 tmpfs /var/lib/containers
cp -r --no-preserve=mode "$work/etc/." /etc/
cat "$work/certificates/hub-ca.crt" >>/etc/ssl/certs/ca-certificates.crt

sed -i 's|^root:.*|root:x:0:0:root:/run/lab/home/root:/bin/bash|' /etc/passwd
echo 'dev:x:1500:1500::/run/lab/home/dev:/bin/bash' >>/etc/passwd
echo 'dev:x:1500:' >>/etc/group
echo 'dev:100000:65536' | tee -a /etc/subuid >>/etc/subgid
mkdir -p /run/user/1500 /run/lab/home/{root,dev}/.config /run/lab/home/{root,dev}/.local/{share,state}
chown -R 1500:1500 /run/user/1500 /run/lab/home/dev
chmod 700 /run/user/1500 /run/lab/home/{root,dev}

# Systemd shares the mounts of a real machine; podman warns where they are private.
mount --make-rshared /

echo ready
# bash reaps the orphans that a pid namespace hands to its first process, also while it reads.
while read -r _; do :; done
