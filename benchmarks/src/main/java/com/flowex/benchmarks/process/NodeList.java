package com.flowex.benchmarks.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Where processes listen on this machine. */
public final class NodeList {

    /** Each of a node's is one of the next nine. */
    private static final int PORTS_EACH = 10;

    private static final int PORT_MAX = 65_000;

    private NodeList() {}

    /** A port that was free a moment ago, with some behind it. */
    public static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Math.min(free.getLocalPort(), PORT_MAX);
        }
    }

    /** So many nodes as {@code FLOWEX_CLUSTER_MEMBERS}, on neighbours of a port that was free a moment ago. */
    public static String here(int nodes) throws IOException {
        int first = freePort();
        return IntStream.range(0, nodes)
                .mapToObj(id -> id + "=localhost:" + (first + id * PORTS_EACH))
                .collect(Collectors.joining(","));
    }
}
