package com.flowex.shipping;

import com.flowex.app.settings.ServiceName;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Ports that guides and files name, compared with those at which services listen. */
final class ListedPorts {

    private static final Pattern UPSTREAM = Pattern.compile("(?m)^upstream (\\w+)\\s+(?:dns:)?([\\w.-]+):(\\d+)$");
    private static final Pattern GUIDE = Pattern.compile("(?m)^\\| `(\\w+)` \\| (\\d+) \\|");
    private static final Pattern HEALTH_CHECK = Pattern.compile("(?m)^ +(\\w+)\\) port=(\\d+) ;;$");
    private static final Pattern EXPOSED = Pattern.compile("(?m)^EXPOSE ([\\d ]+)$");

    /** Main port of a process with all services or of a gateway, and the gateway's port for operators. */
    private static final Set<String> OF_NO_SERVICE = Set.of("8000", "8019");

    private ListedPorts() {}

    private static String text(String file) {
        return Shipped.text(Shipped.ROOT.resolve(file));
    }

    private static Map<String, String> own() {
        return Arrays.stream(ServiceName.values())
                .collect(Collectors.toMap(
                        ServiceName::label, service -> Integer.toString(service.port()), (a, _) -> a, TreeMap::new));
    }

    private static Map<String, String> pairs(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .collect(Collectors.toMap(
                        found -> found.group(1), found -> found.group(found.groupCount()), (a, _) -> a, TreeMap::new));
    }

    /** True if the image names each port and its health check asks at each service's own. */
    static boolean inTheImage() {
        Set<String> expected = new TreeSet<>(own().values());
        expected.addAll(OF_NO_SERVICE);
        Set<String> exposed = EXPOSED.matcher(text("Dockerfile"))
                .results()
                .flatMap(found -> Stream.of(found.group(1).split(" ", -1)))
                .collect(Collectors.toCollection(TreeSet::new));
        return exposed.equals(expected)
                && pairs(HEALTH_CHECK, text("deploy/container/flowex.sh")).equals(own());
    }

    /** True if the guide and the routes of a gateway on one machine name each service's own port. */
    static boolean onOneMachine() {
        Map<String, String> routes = pairs(UPSTREAM, text("docs/operations/services.routes"));
        routes.remove("any");
        return pairs(GUIDE, text("docs/operations/services.md")).equals(own()) && routes.equals(own());
    }

    /** As {@link #behindTheGateway}, of the deployments of a cluster. */
    static boolean inTheCluster(String routes, List<KubeObject> objects) {
        return behindTheGateway(
                routes,
                objects.stream()
                        .filter(object -> object.kind().equals("Deployment"))
                        .collect(Collectors.toMap(
                                KubeObject::name, object -> String.join(",", object.variable("FLOWEX_SERVICES")))));
    }

    /**
     * True if each upstream of a gateway's routes is a process that has its service and whose main port is named.
     *
     * @param routes file of the routes
     * @param services by host name, the services of the process there, between commas
     */
    static boolean behindTheGateway(String routes, Map<String, String> services) {
        Set<String> found = new TreeSet<>();
        boolean isRight = UPSTREAM.matcher(text(routes))
                .results()
                .peek(upstream -> found.add(upstream.group(1)))
                .allMatch(upstream -> isThere(upstream, services.getOrDefault(upstream.group(2), "")));
        found.remove("any");
        return isRight && found.equals(own().keySet());
    }

    private static boolean isThere(MatchResult upstream, String services) {
        Set<String> there = Set.copyOf(Arrays.asList(services.split(",", -1)));
        boolean isServed = upstream.group(1).equals("any") || there.contains(upstream.group(1));
        return isServed
                && Arrays.stream(ServiceName.values())
                        .filter(service -> there.contains(service.label()))
                        .findFirst()
                        .map(first -> Integer.toString(first.port()))
                        .filter(upstream.group(3)::equals)
                        .isPresent();
    }
}
