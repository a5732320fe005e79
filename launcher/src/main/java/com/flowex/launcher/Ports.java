package com.flowex.launcher;

import com.flowex.edge.EdgeSettings;
import com.flowex.ground.settings.StartupException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The ports FlowEx listens on. */
final class Ports {

    private static final int SERVICES_FROM = 8001;
    private static final int SERVICES_TO = 8004;

    private Ports() {}

    /** The main port first, then those of the services, where they are wanted. */
    static List<Integer> of(EdgeSettings settings) {
        IntStream services =
                settings.servicePorts() ? IntStream.rangeClosed(SERVICES_FROM, SERVICES_TO) : IntStream.empty();
        return Stream.concat(Stream.of(settings.port()), services.boxed())
                .distinct()
                .toList();
    }

    /**
     * Looks whether the ports can be had, before anything is started that would have to be stopped again.
     *
     * @throws StartupException naming the first that cannot
     */
    static void check(EdgeSettings settings) {
        for (int port : of(settings)) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(settings.host(), port));
            } catch (IOException e) {
                String way = port == settings.port() ? "FLOWEX_PORT=<another>" : "FLOWEX_SERVICE_PORTS=off";
                throw new StartupException(
                        "port " + port + " of " + settings.host() + " cannot be used (" + e.getMessage()
                                + "): stop what listens there, or set " + way,
                        e);
            }
        }
    }
}
