#!/bin/bash
# Loads security/ddos/nftables.conf twice into a network of its own, opens connections until one is refused, and prints how many were let through:
# to a port that is published as Docker does (turned elsewhere before chain input), over IPv6, and from another address of the banned /64.
set -euo pipefail
rules=$1 server=flowex-flood-$$-s client=flowex-flood-$$-c listener=''
end() { [ -z "$listener" ] || kill "$listener" 2>/dev/null || true; ip netns del "$server" 2>/dev/null || true; ip netns del "$client" 2>/dev/null || true; }
trap end EXIT
ip netns add "$server"
ip netns add "$client"
ip link add here netns "$server" type veth peer name there netns "$client"
ip -n "$server" addr add 203.0.113.1/24 dev here
ip -n "$client" addr add 203.0.113.2/24 dev there
ip -n "$server" addr add 2001:db8::1/64 dev here nodad
for host in 2 3; do ip -n "$client" addr add 2001:db8::$host/64 dev there nodad; done
ip -n "$server" link set lo up
ip -n "$server" link set here up
ip -n "$client" link set there up
in_server() { ip netns exec "$server" "$@"; }
in_server nft -f "$rules"
in_server nft -f "$rules"
echo "rules=$(in_server nft list ruleset | grep -c 'add @opening {')"
in_server nft add rule inet flowex input tcp dport 8443 accept
in_server nft -f - <<'END'
table ip published {
    chain to_container {
        type nat hook prerouting priority dstnat;
        tcp dport 443 redirect to :8443
    }
}
END
in_server python3 -c '
import socket, threading
def serve(family, address):
    listening = socket.socket(family)
    listening.bind(address)
    listening.listen(512)
    print("listens", flush=True)
    while True:
        listening.accept()[0].close()
threading.Thread(target=serve, args=(socket.AF_INET, ("203.0.113.1", 8443))).start()
serve(socket.AF_INET6, ("2001:db8::1", 80))' >"$2/listens" 2>&1 &
listener=$!
until [ "$(grep -c listens "$2/listens")" = 2 ]; do kill -0 "$listener"; sleep 0.1; done
ip netns exec "$client" python3 -c '
import socket
def let_through(family, address, source=None, tries=900):
    for count in range(tries):
        opened = socket.socket(family)
        opened.settimeout(2)
        if source: opened.bind(source)
        try: opened.connect(address)
        except OSError: return count
        finally: opened.close()
    return tries
print("published=%d" % let_through(socket.AF_INET, ("203.0.113.1", 443)))
print("ipv6=%d" % let_through(socket.AF_INET6, ("2001:db8::1", 80)))
print("same_network=%d" % let_through(socket.AF_INET6, ("2001:db8::1", 80), ("2001:db8::3", 0), 3))'
