package com.flowex.benchmarks.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Ports and node addresses on this machine. */
public final class LocalPorts {

    /** Number of ports per node: its own port and the next nine. */
    private static final int PORTS_EACH = 10;

    private static final int PORT_MAX = 65_000;

    private LocalPorts() {}

    /** Returns a port that was free a moment ago, with some ports after it. */
    public static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Math.min(free.getLocalPort(), PORT_MAX);
        }
    }

    /**
     * Returns a list of nodes as in {@code FLOWEX_CLUSTER_MEMBERS}, on consecutive ports from one that was free a
     * moment ago.
     */
    public static String here(int nodes) throws IOException {
        int first = freePort();
        return IntStream.range(0, nodes)
                .mapToObj(id -> id + "=localhost:" + (first + id * PORTS_EACH))
                .collect(Collectors.joining(","));
    }
}
