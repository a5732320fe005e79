package com.flowex.shipping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.app.settings.LauncherSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The chart, and the manifests that are made of it: {@code -Dflowex.write=true} makes them anew. Kubernetes' own models judge every
 * field; what a cluster would do with them was tried in none.
 */
class ManifestsTest {

    private static final String CHART = "helm/flowex";

    /** The code makes them; deploy/cloud/dashboards.sh brings them where there is no Helm. */
    private static final String DASHBOARDS = "65-dashboards.yaml";

    static final List<String> SERVICES = List.of(
            "flowex-api-gateway",
            "flowex-identity-service",
            "flowex-trading-service",
            "flowex-market-data-service",
            "flowex-wallet-service",
            "flowex-tenant-service",
            "flowex-binance-service");

    /** A place and what it is made with. */
    record Rendering(String folder, String namespace, String values) {

        Path path() {
            return Shipped.ROOT.resolve(folder);
        }

        Chart chart() {
            return Chart.rendered("flowex", CHART, namespace, values, Map.of("createNamespace", "true"));
        }
    }

    static final Rendering PRODUCTION =
            new Rendering("k8s/production", "flowex-production", "helm/flowex/values-prod.yaml");
    private static final Rendering DEVELOPMENT =
            new Rendering("k8s/development", "flowex-development", "helm/flowex/values-dev.yaml");

    @TempDir
    private Path folder;

    static Stream<Rendering> made() {
        return Stream.of(PRODUCTION, DEVELOPMENT);
    }

    private static Stream<KubeObject> starting(Rendering made) {
        return Chart.objects(made.path()).stream()
                .filter(object -> !object.containers().isEmpty());
    }

    static Map<String, KubeObject> ofKind(Rendering made, String kind) {
        return Chart.objects(made.path()).stream()
                .filter(object -> object.kind().equals(kind))
                .collect(Collectors.toMap(KubeObject::name, object -> object, (a, _) -> a, TreeMap::new));
    }

    static KubeObject named(Rendering made, String kind, String name) {
        KubeObject found = ofKind(made, kind).get(name);
        return Objects.requireNonNull(found, () -> made.folder() + " has no " + kind + " " + name);
    }

    @ParameterizedTest
    @MethodSource("made")
    void manifestsEqualTheRenderedChart(Rendering made) throws IOException {
        Map<String, String> expected = new TreeMap<>(made.chart().files());
        expected.remove(DASHBOARDS);
        if (Boolean.getBoolean("flowex.write")) {
            Files.createDirectories(made.path());
            for (Path old : Shipped.files(made.folder())) {
                Files.delete(old);
            }
            for (Map.Entry<String, String> file : expected.entrySet()) {
                Files.writeString(made.path().resolve(file.getKey()), file.getValue());
            }
        }
        Map<String, String> there = new TreeMap<>();
        Shipped.files(made.folder())
                .forEach(file -> there.put(file.getFileName().toString(), Shipped.text(file)));

        assertEquals(expected, there);
        assertFalse(there.containsKey("kustomization.yaml"));
    }

    @Test
    void helmFindsNothingToSay() {
        assertEquals(List.of("[INFO] Chart.yaml: icon is recommended"), Chart.lint(CHART));
    }

    /** helm upgrade --install exchange-platform ./charts --values ./values-prod.yaml, and what is set besides. */
    @Test
    void theCommandOfTheReadmeWorksAsTyped() {
        List<KubeObject> objects = Chart.rendered(
                        "exchange-platform", "charts", "anywhere", "values-prod.yaml", Map.of())
                .objects();
        assertTrue(objects.stream().anyMatch(object -> object.kind().equals("Ingress")));

        List<KubeObject> other = Chart.rendered(
                        "exchange-platform",
                        "charts",
                        "anywhere",
                        "values-prod.yaml",
                        Map.of("replicaCount", "10", "ingress.enabled", "false", "mesh.enabled", "true"))
                .objects();
        assertTrue(other.stream().noneMatch(object -> object.kind().equals("Ingress")));
        other.forEach(KubeObject::validate);
        other.stream()
                .filter(object -> object.kind().equals("HorizontalPodAutoscaler"))
                .map(object -> object.at("spec"))
                .forEach(scaler -> {
                    assertEquals(10, scaler.get("minReplicas"));
                    assertTrue((int) scaler.get("maxReplicas") >= 10, scaler::toString);
                });
    }

    @Test
    void invalidValuesAreRefusedByName() {
        for (Map.Entry<String, String> wrong : Map.of("image.tag", "latest", "engine.replicas", "4", "backup", "")
                .entrySet()) {
            RuntimeException refused = assertThrows(
                    RuntimeException.class,
                    () -> Chart.rendered(
                            "x", CHART, "x", "values-prod.yaml", Map.of(wrong.getKey(), wrong.getValue())));
            assertTrue(String.valueOf(refused.getMessage()).contains(wrong.getKey() + " must"), refused::getMessage);
        }
    }

    @ParameterizedTest
    @MethodSource("made")
    void everyFieldIsOneThatKubernetesKnows(Rendering made) {
        List<KubeObject> objects = Chart.objects(made.path());
        objects.forEach(KubeObject::validate);

        Set<String> places = objects.stream()
                .filter(object -> !object.kind().equals("Namespace"))
                .map(object -> String.valueOf(object.at("metadata").get("namespace")))
                .collect(Collectors.toSet());
        assertEquals(Set.of(made.namespace()), places);
    }

    @Test
    void aFieldThatKubernetesDoesNotKnowIsFound() {
        Map<String, Object> wrong = new HashMap<>(
                named(PRODUCTION, "Deployment", "flowex-trading-service").whole());
        wrong.put("spek", Map.of());

        assertThrows(AssertionError.class, new KubeObject(wrong)::validate);
    }

    @Test
    void productionHasEveryServiceWithItsAutoscalerItsBudgetAndItsPolicy() {
        assertEquals(new TreeSet<>(SERVICES), ofKind(PRODUCTION, "Deployment").keySet());
        assertEquals(
                new TreeSet<>(SERVICES),
                ofKind(PRODUCTION, "HorizontalPodAutoscaler").keySet());
        Set<String> withEngine = new TreeSet<>(SERVICES);
        withEngine.add("flowex-engine");
        assertEquals(withEngine, ofKind(PRODUCTION, "PodDisruptionBudget").keySet());
        assertEquals(withEngine, ofKind(PRODUCTION, "ServiceMonitor").keySet());
        Set<String> policies = new TreeSet<>(withEngine);
        policies.addAll(Set.of("flowex-nobody", "flowex-drill"));
        assertEquals(policies, ofKind(PRODUCTION, "NetworkPolicy").keySet());

        Map<String, Object> gateway = named(PRODUCTION, "HorizontalPodAutoscaler", "flowex-api-gateway")
                .at("spec");
        assertEquals(List.of(3, 50), Arrays.asList(gateway.get("minReplicas"), gateway.get("maxReplicas")));
        assertEquals(
                List.of("Resource", "Pods"),
                KubeObject.list(gateway.get("metrics")).stream()
                        .map(metric -> metric.get("type"))
                        .toList());
    }

    @Test
    void theEngineHasThreeNodesOnThreeMachinesAndLosesOneAtATime() {
        KubeObject engine = named(PRODUCTION, "StatefulSet", "flowex-engine");

        assertEquals(3, engine.at("spec").get("replicas"));
        assertEquals(
                1,
                named(PRODUCTION, "PodDisruptionBudget", "flowex-engine")
                        .at("spec")
                        .get("maxUnavailable"));
        assertTrue(engine.at("spec", "template", "spec", "affinity", "podAntiAffinity")
                .containsKey("requiredDuringSchedulingIgnoredDuringExecution"));
        assertEquals(
                1,
                KubeObject.list(engine.at("spec").get("volumeClaimTemplates")).size());
    }

    @Test
    void aNewServiceIsReadyBeforeAnOldOneGoes() {
        ofKind(PRODUCTION, "Deployment")
                .values()
                .forEach(deployment -> assertEquals(
                        0,
                        deployment.at("spec", "strategy", "rollingUpdate").get("maxUnavailable"),
                        deployment.name()));
    }

    @ParameterizedTest
    @MethodSource("made")
    void podsRunAsNonRootWithReadOnlyRootsAndNoCapabilities(Rendering made) {
        assertTrue(starting(made).findAny().isPresent());
        starting(made).forEach(object -> {
            Map<String, Object> pod = object.pod();
            Map<String, Object> security = Shipped.map(pod.get("securityContext"));
            assertEquals(true, security.get("runAsNonRoot"), object.name());
            assertEquals(Map.of("type", "RuntimeDefault"), security.get("seccompProfile"), object.name());
            assertEquals(false, pod.get("automountServiceAccountToken"), object.name());
            assertEquals(false, pod.get("enableServiceLinks"), object.name());
            assertFalse(pod.containsKey("hostNetwork") || pod.containsKey("hostPID"), object.name());
            object.containers().forEach(container -> {
                Map<String, Object> own = Shipped.map(container.get("securityContext"));
                assertEquals(false, own.get("allowPrivilegeEscalation"), object.name());
                assertEquals(true, own.get("readOnlyRootFilesystem"), object.name());
                assertEquals(Map.of("drop", List.of("ALL")), own.get("capabilities"), object.name());
                Map<String, Object> resources = Shipped.map(container.get("resources"));
                for (String side : List.of("requests", "limits")) {
                    assertEquals(
                            Set.of("cpu", "memory"),
                            Shipped.map(resources.get(side)).keySet(),
                            object.name());
                }
                assertTrue(
                        String.valueOf(container.get("image")).matches("arkcyber/flowex:\\d[\\w.-]+"), object.name());
                assertTrue(
                        object.kind().equals("CronJob")
                                || container
                                        .keySet()
                                        .containsAll(Set.of("startupProbe", "livenessProbe", "readinessProbe")),
                        object.name());
            });
            KubeObject.list(pod.get("volumes"))
                    .forEach(volume -> assertFalse(volume.containsKey("hostPath"), object.name()));
        });
    }

    @ParameterizedTest
    @MethodSource("made")
    void referencedObjectsExist(Rendering made) {
        Map<String, KubeObject> services = ofKind(made, "Service");
        Set<Map<String, String>> pods = starting(made)
                .map(object -> KubeObject.labels(object.template("metadata").get("labels")))
                .collect(Collectors.toSet());
        services.values().forEach(service -> {
            Map<String, String> chosen = KubeObject.labels(service.at("spec").get("selector"));
            assertTrue(pods.stream().anyMatch(pod -> pod.entrySet().containsAll(chosen.entrySet())), service.name());
        });
        starting(made).forEach(object -> {
            assertEquals(
                    KubeObject.labels(object.at("spec", "selector").get("matchLabels")).entrySet().stream()
                            .filter(label -> KubeObject.labels(
                                            object.template("metadata").get("labels"))
                                    .entrySet()
                                    .contains(label))
                            .count(),
                    object.at("spec", "selector", "matchLabels").size(),
                    object.name());
            Set<Object> volumes = Stream.concat(
                            KubeObject.list(object.pod().get("volumes")).stream()
                                    .map(volume -> volume.get("name")),
                            KubeObject.list(object.at("spec").get("volumeClaimTemplates")).stream()
                                    .map(claim ->
                                            Shipped.map(claim.get("metadata")).get("name")))
                    .collect(Collectors.toSet());
            object.containers().forEach(container -> {
                Set<Object> mounted = KubeObject.list(container.get("volumeMounts")).stream()
                        .map(mount -> mount.get("name"))
                        .collect(Collectors.toSet());
                assertEquals(volumes, mounted, object.name());
            });
        });
    }

    @ParameterizedTest
    @MethodSource("made")
    void everyProcessWouldStartWithItsSettings(Rendering made) throws IOException {
        Secrets secrets = Secrets.made(folder);
        Path routes = folder.resolve("services.routes");
        Files.writeString(routes, Shipped.text(Shipped.ROOT.resolve(CHART + "/files/services.routes")));
        Map<String, Object> common = named(made, "ConfigMap", "flowex-settings").at("data");
        starting(made).forEach(object -> object.containers().forEach(container -> {
            Map<String, String> environment =
                    new TreeMap<>(Map.of("FLOWEX_HOST", "0.0.0.0", "FLOWEX_DATA_DIR", "/var/lib/flowex"));
            common.forEach((name, value) -> environment.put(name, String.valueOf(value)));
            for (Map<String, Object> variable : KubeObject.list(container.get("env"))) {
                environment.put(String.valueOf(variable.get("name")), value(variable));
            }
            environment.remove("POD_NAME");
            environment.replaceAll((_, value) -> value.replace("/etc/flowex/secrets/", Secrets.IN_CONTAINERS));
            try {
                LauncherSettings.of(secrets.here(environment, Map.of("/etc/flowex/routes/services.routes", routes)));
            } catch (LauncherSettings.ConfigurationException wrong) {
                throw new AssertionError(object.name() + ": " + wrong.lines());
            }
        }));
    }

    /** A value as the cluster fills it in, of the first pod. */
    private static String value(Map<String, Object> variable) {
        Object given = variable.get("value");
        if (given != null) {
            return String.valueOf(given);
        }
        String field = String.valueOf(
                Shipped.map(Shipped.map(variable.get("valueFrom")).get("fieldRef"))
                        .get("fieldPath"));
        return switch (field) {
            case "status.podIP" -> "10.1.2.3";
            case "metadata.name" -> "pod-a";
            case "metadata.labels['apps.kubernetes.io/pod-index']" -> "0";
            default -> throw new AssertionError(variable + " is of a field that no test knows");
        };
    }

    /** As many processes as autoscalers may start, and one more of each while an update goes on. */
    @Test
    void databaseHasAConnectionForEachPool() {
        int connections = ofKind(PRODUCTION, "Deployment").values().stream()
                .mapToInt(deployment -> {
                    Map<String, String> environment = new TreeMap<>();
                    KubeObject.list(deployment.containers().getFirst().get("env"))
                            .forEach(variable -> environment.put(
                                    String.valueOf(variable.get("name")), String.valueOf(variable.get("value"))));
                    int each = Integer.parseInt(environment.getOrDefault("FLOWEX_DATABASE_POOL", "0"))
                            + Integer.parseInt(environment.getOrDefault("FLOWEX_DATABASE_VIEWS_POOL", "0"));
                    int all = most(named(PRODUCTION, "HorizontalPodAutoscaler", deployment.name()));
                    return each * (all + 1);
                })
                .sum();
        int allowed =
                setting("max_connections") - setting("superuser_reserved_connections") - setting("max_wal_senders");

        assertTrue(connections > 0 && connections <= allowed, () -> connections + " of " + allowed);
    }

    private static int most(KubeObject scaler) {
        return Integer.parseInt(String.valueOf(scaler.at("spec").get("maxReplicas")));
    }

    private static int setting(String name) {
        Matcher line = Pattern.compile("(?m)^" + name + " = (\\d+)$")
                .matcher(Shipped.text(Shipped.ROOT.resolve("postgres/postgresql.conf")));
        assertTrue(line.find(), name);
        return Integer.parseInt(line.group(1));
    }
}
