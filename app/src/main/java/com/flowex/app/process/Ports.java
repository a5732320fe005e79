package com.flowex.app.process;

import com.flowex.access.EdgeSettings;
import com.flowex.app.settings.LauncherSettings;
import com.flowex.app.settings.NodeSettings;
import com.flowex.app.settings.ServiceName;
import com.flowex.platform.settings.StartupException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Ports that FlowEx listens on. */
public final class Ports {

    private static final int SERVICES_FROM = 8001;
    private static final int SERVICES_TO = 8005;
    private static final String MAIN = "FLOWEX_PORT";

    private Ports() {}

    /**
     * Returns the main port first, then those of the services, where they are enabled. In a process that has some
     * services, the main port is that of the first, unless it is set.
     */
    public static List<Integer> of(LauncherSettings settings) {
        EdgeSettings edge = settings.edge();
        if (!edge.servicePorts()) {
            return List.of(edge.port());
        }
        NodeSettings node = settings.node();
        Stream<Integer> own = node.runs() == NodeSettings.ProcessRole.SOME
                ? own(node.services())
                : Stream.concat(
                        IntStream.rangeClosed(SERVICES_FROM, SERVICES_TO).boxed(),
                        Stream.of(
                                        ServiceName.LISTINGS,
                                        ServiceName.RISK,
                                        ServiceName.STRATEGIES,
                                        ServiceName.OPERATIONS)
                                .map(ServiceName::port));
        boolean isMain = node.runs() != NodeSettings.ProcessRole.SOME || settings.isGiven(MAIN);
        Stream<Integer> main = isMain ? Stream.of(edge.port()) : Stream.empty();
        return Stream.concat(main, own).distinct().toList();
    }

    /** Returns the service of a port; empty for the main port, which all services share. */
    static Optional<ServiceName> serviceAt(LauncherSettings settings, int port) {
        boolean isMain = port == settings.edge().port() && settings.node().runs() != NodeSettings.ProcessRole.SOME;
        return isMain
                ? Optional.empty()
                : settings.node().services().stream()
                        .filter(service -> service.port() == port)
                        .findFirst();
    }

    private static Stream<Integer> own(Set<ServiceName> services) {
        return services.stream().sorted().map(ServiceName::port);
    }

    /**
     * Checks that the ports are free, before any component is started that would have to be stopped again.
     *
     * @throws StartupException naming the first port that is not
     */
    static void check(LauncherSettings settings) {
        EdgeSettings edge = settings.edge();
        for (int port : of(settings)) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(edge.host(), port));
            } catch (IOException e) {
                String path = port == edge.port() ? "FLOWEX_PORT=<another>" : "FLOWEX_SERVICE_PORTS=off";
                throw new StartupException(
                        "port " + port + " of " + edge.host() + " cannot be used (" + e.getMessage()
                                + "): stop what listens there, or set " + path,
                        e);
            }
        }
    }
}
