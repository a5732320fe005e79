package com.flowex.cluster.settings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Nodes of one exchange, and the addresses at which the others, edges and operators reach them. Three nodes tolerate
 * the loss of one, five of two; every node and every edge gets the same list.
 *
 * @param all one, three or five nodes; their ids are 0, 1, 2 …, in this order
 */
public record MemberList(List<Member> all) {

    /** Format of a list, for the operator. */
    public static final String FORM =
            "0=HOST:PORT,1=HOST:PORT,2=HOST:PORT, three or five of them: each node needs seven ports from its own on";

    /** Number of ports of one node, from its base port on: six of UDP for the log, one of TCP for operators. */
    private static final int PORTS = 7;

    private static final int PORT_MIN = 1_024;
    private static final int PORT_MAX = 65_535 - PORTS + 1;
    private static final Set<Integer> COUNTS = Set.of(1, 3, 5);
    private static final Pattern MEMBER =
            Pattern.compile("([0-9])=([A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}]):([0-9]{1,5})");

    /** Single node without a network: all traffic goes over shared memory. */
    public static final MemberList ALONE = new MemberList(List.of(new Member(0, "localhost", 9_100)));

    /**
     * Addresses of one node.
     *
     * @param host name or address that all the others know; an IPv6 address is in brackets
     * @param basePort first of seven neighbouring ports: ingress, consensus, log, catch-up, archive of the log, archive
     *     of the event log (UDP), and operators' queries (TCP)
     */
    public record Member(int id, String host, int basePort) {

        String ingress() {
            return endpoint(0);
        }

        /** Returns the endpoints in Aeron's order and notation. */
        String endpoints() {
            return List.of(endpoint(0), endpoint(1), endpoint(2), endpoint(3), endpoint(4)).stream()
                    .collect(Collectors.joining(",", id + ",", ""));
        }

        String logArchive() {
            return endpoint(4);
        }

        String eventArchive() {
            return endpoint(5);
        }

        /** Returns the port of operators' queries over HTTP. */
        public int operatorsPort() {
            return basePort + 6;
        }

        private String endpoint(int port) {
            return host + ":" + (basePort + port);
        }
    }

    public MemberList {
        all = List.copyOf(all);
        if (!COUNTS.contains(all.size())) {
            throw new IllegalArgumentException("one, three or five nodes, not " + all.size());
        }
    }

    /**
     * Reads {@link #FORM}.
     *
     * @throws IllegalArgumentException if the text has another format, or two nodes share a port
     */
    public static MemberList parse(String text) {
        List<Member> members = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher form = MEMBER.matcher(part.strip());
            if (!form.matches() || Integer.parseInt(form.group(1)) != members.size()) {
                throw new IllegalArgumentException(part + " is not " + members.size() + "=HOST:PORT");
            }
            int port = Integer.parseInt(form.group(3));
            if (port < PORT_MIN || port > PORT_MAX) {
                throw new IllegalArgumentException("the ports of " + part + " are not within 1024..65535");
            }
            members.add(new Member(members.size(), form.group(2), port));
        }
        if (members.size() == 1) {
            throw new IllegalArgumentException("one node needs no list");
        }
        requirePortsOfTheirOwn(members);
        return new MemberList(members);
    }

    private static void requirePortsOfTheirOwn(List<Member> members) {
        Set<String> taken = new HashSet<>();
        for (Member member : members) {
            for (int port = 0; port < PORTS; port++) {
                if (!taken.add(member.endpoint(port))) {
                    throw new IllegalArgumentException(member.endpoint(port) + " is of two nodes");
                }
            }
        }
    }

    /** Returns true if there is only one node. */
    public boolean isAlone() {
        return all.size() == 1;
    }

    /** Returns the endpoints in Aeron's notation. */
    String endpoints() {
        return all.stream().map(Member::endpoints).collect(Collectors.joining("|"));
    }

    /** Returns the endpoints to which clients send commands, in Aeron's notation. */
    String ingress() {
        return all.stream().map(member -> member.id() + "=" + member.ingress()).collect(Collectors.joining(","));
    }
}
