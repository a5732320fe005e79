package com.flowex.shipping;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The manifests let each part of a cluster reach the parts that it needs. */
class ManifestTrafficTest {

    /** Where a release is in a namespace with others, their traffic goes on. */
    @Test
    void policiesChooseOurOwnPodsAlone() {
        ManifestsTest.ofKind(ManifestsTest.PRODUCTION, "NetworkPolicy")
                .values()
                .forEach(policy -> assertEquals(
                        "flowex",
                        policy.at("spec", "podSelector", "matchLabels").get("app.kubernetes.io/name"),
                        policy.name()));
    }

    /** With the database away no pod is left that takes a halt, if readiness is one bit: pods of services are probed for what protects. */
    @Test
    void podsOfServicesStayInReachWhileTheDatabaseIsAway() {
        ManifestsTest.ofKind(ManifestsTest.PRODUCTION, "Deployment").values().forEach(deployment -> {
            Map<String, Object> container = Shipped.map(
                    KubeObject.list(deployment.at("spec", "template", "spec").get("containers"))
                            .getFirst());
            Map<String, Object> requested =
                    Shipped.map(Shipped.map(container.get("readinessProbe")).get("httpGet"));
            boolean isService = !"http-operators".equals(requested.get("port"));
            assertEquals(isService ? "/ready?group=protection" : "/ready", requested.get("path"), deployment.name());
        });
    }

    /** Its routes lead to services that are there, at the ports at which they listen. */
    @Test
    void theGatewayFindsEveryService() {
        String routes = String.valueOf(ManifestsTest.named(ManifestsTest.PRODUCTION, "ConfigMap", "flowex-routes")
                .at("data")
                .get("services.routes"));
        Matcher upstream =
                Pattern.compile("(?m)^upstream \\S+\\s+dns:([\\w-]+):(\\d+)$").matcher(routes);
        Set<String> found = new TreeSet<>();
        while (upstream.find()) {
            KubeObject service = ManifestsTest.named(ManifestsTest.PRODUCTION, "Service", upstream.group(1));
            assertEquals("None", service.at("spec").get("clusterIP"), service.name());
            assertEquals(
                    upstream.group(2),
                    String.valueOf(KubeObject.list(service.at("spec").get("ports"))
                            .getFirst()
                            .get("port")));
            found.add(service.name());
        }
        assertEquals(ManifestsTest.SERVICES.size() - 1, found.size());
    }
}
