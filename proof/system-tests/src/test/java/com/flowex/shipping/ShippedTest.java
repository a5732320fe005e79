package com.flowex.shipping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.app.metrics.ShowMetrics;
import com.flowex.app.settings.ServiceName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each cell of docs/operations/shipped.md, asked of the files of that way of shipping. */
class ShippedTest {

    private static final Path TABLE = Shipped.ROOT.resolve("docs/operations/shipped.md");
    private static final Map<String, String> PACKAGES = Map.of(
            "com.flowex.", "com.flowex.",
            "load_java ", "com.flowex.benchmarks.load.");
    private static final Pattern STARTED =
            Pattern.compile("(?<![\\w.-])(com\\.flowex\\.|load_java )((?:[a-z]\\w*\\.)*[A-Z]\\w+)");
    private static final Pattern PINNED = Pattern.compile("uses: (?!\\./)(\\S+)(.*)");

    private final Map<String, Object> trial = Shipped.yaml(text("docker-compose.yml"));
    private final Map<String, Object> compose = Shipped.yaml(text("docker-compose.production.yml"));
    private final String processes = text("scripts/deploy-production.sh");
    private final String cloud = text("deploy/cloud/deploy.sh");
    private final List<KubeObject> cluster = Chart.objects(Shipped.ROOT.resolve("k8s/production"));

    private static String text(String file) {
        return Shipped.text(Shipped.ROOT.resolve(file));
    }

    /** Answers by question, then in the order of the table's columns: trial, compose, processes, cluster, cloud. */
    private Map<String, List<Boolean>> answers() {
        Map<String, List<Boolean>> answers = new LinkedHashMap<>();
        boolean chart = cloud.contains("helm upgrade --install flowex \"$root/charts\"");
        boolean stack = cloud.contains("helm/kube-prometheus-stack-values.yaml")
                && text("helm/kube-prometheus-stack-values.yaml").contains("SelectorNilUsesHelmValues: false");
        answers.put(
                "every service runs",
                List.of(
                        !environment(trial, "flowex").containsKey("FLOWEX_SERVICES"),
                        everyService(values(compose, "FLOWEX_SERVICES")),
                        everyService(Set.of(first(processes, "FLOWEX_SERVICES=(identity\\S+)"))),
                        everyService(inCluster("FLOWEX_SERVICES")),
                        chart));
        answers.put(
                "nodes are backed up",
                List.of(
                        has(trial, "FLOWEX_BACKUP_TO"),
                        has(compose, "FLOWEX_BACKUP_TO"),
                        processes.contains("FLOWEX_BACKUP_TO"),
                        inCluster("FLOWEX_BACKUP_TO").size() == 1,
                        text("scripts/deploy-aws.sh").contains("--set \"backup=")
                                && text("scripts/deploy-gcp.sh").contains("--set \"backup=")));
        answers.put(
                "backups of nodes are drilled",
                List.of(
                        services(trial).containsKey("drill"),
                        services(compose).containsKey("drill"),
                        processes.contains("drill"),
                        kinds("CronJob") == 1,
                        chart));
        answers.put(
                "the database is backed up",
                List.of(
                        services(trial).containsKey("postgres-backup"),
                        mounts(compose, "postgres-backup", "./postgres/backup.sh"),
                        processes.contains("pg_receivewal"),
                        cluster.stream().anyMatch(object -> object.name().contains("postgres")),
                        text("terraform/aws/main.tf").contains("backup_retention_period      = 14")));
        String scraped = text("monitoring/prometheus.yml");
        answers.put(
                "Prometheus finds every process",
                List.of(
                        scraped.contains("names: [flowex]"),
                        ofFlowEx(compose)
                                .filter(name -> !name.equals("drill")) // no process that is asked
                                .allMatch(name ->
                                        scraped.contains("names: [" + name + "]") || scraped.contains(name + ".nodes")),
                        processes.contains("targets/flowex.yml") && scraped.contains("targets/*.yml"),
                        monitored(),
                        stack));
        answers.put(
                "alert rules are loaded",
                List.of(
                        mounts(trial, "prometheus", "./monitoring/alert_rules.yml"),
                        mounts(compose, "prometheus", "./monitoring/alert_rules.yml"),
                        processes.contains("alert_rules"),
                        kinds("PrometheusRule") == 1,
                        stack && chart));
        answers.put(
                "alerts reach a person",
                List.of(
                        mounts(trial, "alertmanager", "./monitoring/alertmanager.yml"),
                        mounts(compose, "alertmanager", "./monitoring/alertmanager.sh"),
                        processes.contains("alertmanager"),
                        cluster.stream().anyMatch(object -> object.kind().equals("Alertmanager")),
                        cloud.contains("monitoring/alertmanager.sh")
                                && text("helm/kube-prometheus-stack-values.yaml")
                                        .contains("configSecret: flowex-alertmanager")));
        answers.put(
                "dashboards are loaded",
                List.of(
                        grafanaHasDashboards(trial),
                        grafanaHasDashboards(compose)
                                && text("nginx/nginx.conf").contains("location /grafana/"),
                        processes.contains("grafana/provisioning"),
                        dashboards() == ShowMetrics.dashboards().size()
                                && processes.contains("deploy/cloud/dashboards.sh"),
                        stack && chart));
        answers.put(
                "traces arrive",
                List.of(
                        has(trial, "FLOWEX_OTLP_URL") && services(trial).containsKey("jaeger"),
                        has(compose, "FLOWEX_OTLP_URL") && services(compose).containsKey("jaeger"),
                        processes.contains("OTLP"),
                        settings().containsKey("FLOWEX_OTLP_URL") && policiesLetPass(4318),
                        cloud.contains("--install jaeger ")));
        answers.put(
                "logs arrive",
                List.of(
                        services(trial).containsKey("filebeat"),
                        services(compose).keySet().containsAll(Set.of("filebeat", "logstash", "elasticsearch")),
                        processes.contains("filebeat"),
                        "json".equals(settings().get("FLOWEX_LOG_FORMAT")),
                        chart));
        answers.put(
                "a proxy with TLS routes every public path",
                List.of(
                        services(trial).containsKey("nginx"),
                        services(compose).containsKey("nginx"),
                        processes.contains("nginx"),
                        kinds("Ingress") == 1,
                        cloud.contains("--install ingress-nginx ")));
        answers.put(
                "listed ports are those that listen",
                List.of(
                        ListedPorts.inTheImage(),
                        ListedPorts.behindTheGateway("deploy/compose/services.routes", byHost(compose)),
                        ListedPorts.onOneMachine(),
                        ListedPorts.inTheCluster("helm/flowex/files/services.routes", cluster),
                        chart));
        answers.put(
                "rollback finds the version before",
                List.of(
                        false,
                        processes.contains("keep_images\n            compose build")
                                && processes.contains("FLOWEX_VERSION=before"),
                        processes.contains("\"$home/before.version\""),
                        processes.contains("rollout undo"),
                        cloud.contains("--atomic")));
        answers.put(
                "every secret has a name and no value",
                List.of(
                        trial.containsKey("secrets"),
                        compose.containsKey("secrets"),
                        processes.contains("settings_template >"),
                        kinds("ExternalSecret") == 1,
                        cloud.contains("secret_names=(")));
        answers.put("codes by SMS can be set up", codesBySms());
        answers.put(
                "every container has limits and a health check",
                List.of(
                        limited(trial),
                        limited(compose) && text("Dockerfile").contains("HEALTHCHECK"),
                        false,
                        cluster.stream()
                                .filter(object -> !object.kind().equals("CronJob"))
                                .flatMap(object -> object.containers().stream())
                                .allMatch(container -> container
                                        .keySet()
                                        .containsAll(Set.of(
                                                "resources", "startupProbe", "livenessProbe", "readinessProbe"))),
                        chart));
        return answers;
    }

    /** Both tokens are mounted, and the other settings come through. */
    private List<Boolean> codesBySms() {
        Set<String> tokens = Set.of("FLOWEX_SMS_TOKEN_FILE", "FLOWEX_SMS_2_TOKEN_FILE");
        Set<String> passed = Set.of("FLOWEX_SMS_ACCOUNT", "FLOWEX_SMS_SENDER", "FLOWEX_SMS_COUNTRIES");
        return List.of(
                has(trial, "FLOWEX_SMS_TOKEN_FILE"),
                tokens.stream().allMatch(token -> has(compose, token))
                        && ofFlowEx(compose)
                                .allMatch(name ->
                                        environment(compose, name).keySet().containsAll(passed)),
                Stream.of("FLOWEX_SMS_TOKEN=\n", "FLOWEX_SMS_2_TOKEN=\n").allMatch(text(".env.production")::contains),
                tokens.stream().allMatch(token -> inCluster(token).size() == 1),
                cloud.contains(" sms_token sms_2_token)")
                        && text("scripts/deploy-gcp.sh").contains("sms_token,sms_2_token"));
    }

    @Test
    void everyCellOfTheTableEqualsTheFiles() {
        Map<String, List<Boolean>> written = Shipped.text(TABLE)
                .lines()
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| ") && !line.startsWith("| question"))
                .map(line ->
                        Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
                .collect(Collectors.toMap(
                        cells -> cells.get(1),
                        cells -> cells.subList(2, 7).stream()
                                .map(cell -> cell.startsWith("yes: "))
                                .toList(),
                        (a, _) -> a,
                        LinkedHashMap::new));

        assertEquals(lines(answers()), lines(written));
    }

    private static String lines(Map<String, List<Boolean>> table) {
        return table.entrySet().stream()
                .map(row -> row.getKey() + " " + row.getValue())
                .collect(Collectors.joining("\n"));
    }

    /** A tag can be moved to other code: each action is named by its commit, with the version beside it. */
    @Test
    void everyActionOfAWorkflowIsPinnedByItsCommit() {
        List<String> loose = Shipped.files(".github/workflows").stream()
                .map(Shipped::text)
                .flatMap(workflow -> PINNED.matcher(workflow).results())
                .filter(use -> !use.group(1).matches("[\\w./-]+@[0-9a-f]{40}")
                        || !use.group(2).matches(" # v\\d+[.]\\d+[.]\\d+"))
                .map(use -> use.group())
                .toList();

        assertEquals(List.of(), loose);
    }

    /** Only this installs what tests skip where it is missing. */
    @Test
    void everyVerifyingWorkflowInstallsTheToolsOfTests() {
        for (Path workflow : Shipped.files(".github/workflows")) {
            String steps = Shipped.text(workflow);
            int verifies = steps.split("run: \\./flowex verify", -1).length - 1;
            int installs = steps.split("\\./flowex verify --tools", -1).length - 1;
            assertEquals(verifies, installs, workflow::toString);
        }
    }

    /** Scripts name classes, and the compiler does not see when one of them moves. */
    @Test
    void everyClassThatAScriptStartsIsThere() {
        Set<String> named = Stream.concat(
                        Shipped.files("scripts", "deploy/container").stream(),
                        Stream.of("flowex", "build/main-classes").map(Shipped.ROOT::resolve))
                .flatMap(file -> STARTED.matcher(Shipped.text(file)).results())
                .map(found -> PACKAGES.get(found.group(1)) + found.group(2))
                .collect(Collectors.toCollection(TreeSet::new));

        assertTrue(named.contains("com.flowex.app.process.Launcher"), named::toString);
        assertTrue(named.contains("com.flowex.benchmarks.load.measure.OrderCostBenchmark"), named::toString);
        assertEquals(List.of(), named.stream().filter(name -> !isThere(name)).toList());
        Set<String> deployed = Pattern.compile("\\$\\(main_class \"\\$\\w+\" (\\w+)\\)")
                .matcher(processes)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> known = text("build/main-classes")
                .lines()
                .map(line -> line.split(" ", -1)[0])
                .collect(Collectors.toSet());
        assertEquals(known, deployed);
    }

    private static boolean isThere(String name) {
        try {
            Class.forName(name, false, ShippedTest.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static Map<String, Object> services(Map<String, Object> file) {
        return Shipped.map(file.get("services"));
    }

    private static Map<String, Object> environment(Map<String, Object> file, String service) {
        return Shipped.map(Shipped.map(services(file).get(service)).get("environment"));
    }

    private static Stream<String> ofFlowEx(Map<String, Object> file) {
        return services(file).entrySet().stream()
                .filter(service -> String.valueOf(
                                Shipped.map(service.getValue()).get("image"))
                        .startsWith("arkcyber/flowex:"))
                .map(Map.Entry::getKey);
    }

    private static Set<String> values(Map<String, Object> file, String setting) {
        return ofFlowEx(file)
                .map(service -> environment(file, service).get(setting))
                .filter(value -> value != null)
                .map(String::valueOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> byHost(Map<String, Object> file) {
        return ofFlowEx(file)
                .collect(Collectors.toMap(
                        name -> name,
                        name -> String.valueOf(environment(file, name).get("FLOWEX_SERVICES"))));
    }

    private static boolean has(Map<String, Object> file, String setting) {
        return !values(file, setting).isEmpty();
    }

    private static boolean mounts(Map<String, Object> file, String service, String place) {
        Object volumes = Shipped.map(services(file).get(service)).get("volumes");
        return Files.exists(Shipped.ROOT.resolve(place.substring(2)))
                && String.valueOf(volumes).contains(place + ":");
    }

    private static boolean limited(Map<String, Object> file) {
        return services(file).values().stream().map(Shipped::map).allMatch(service -> Shipped.map(
                        Shipped.map(service.get("deploy")).get("resources"))
                .containsKey("limits"));
    }

    private static boolean everyService(Set<String> lists) {
        Set<String> running = lists.stream()
                .flatMap(list -> Arrays.stream(list.split(",", -1)))
                .collect(Collectors.toSet());
        return Arrays.stream(ServiceName.values())
                .allMatch(service -> running.contains(service.name().toLowerCase(Locale.ROOT)));
    }

    private static String first(String text, String pattern) {
        var found = Pattern.compile(pattern).matcher(text);
        assertTrue(found.find(), pattern);
        return found.group(1);
    }

    private Set<String> inCluster(String setting) {
        return cluster.stream()
                .flatMap(object -> object.variable(setting).stream())
                .collect(Collectors.toSet());
    }

    private Map<String, Object> settings() {
        return cluster.stream()
                .filter(object ->
                        object.kind().equals("ConfigMap") && object.name().equals("flowex-settings"))
                .findFirst()
                .orElseThrow()
                .at("data");
    }

    private long kinds(String kind) {
        return cluster.stream().filter(object -> object.kind().equals(kind)).count();
    }

    /** The image has them where the provisioning says. */
    private static boolean grafanaHasDashboards(Map<String, Object> file) {
        Map<String, Object> grafana = Shipped.map(services(file).get("grafana"));
        return "grafana".equals(Shipped.map(grafana.get("build")).get("target"))
                && text("Dockerfile").contains("/src/monitoring/grafana/dashboards /etc/grafana/dashboards\n")
                && text("monitoring/grafana/provisioning/dashboards/flowex.yml")
                        .contains("path: /etc/grafana/dashboards}");
    }

    private static long dashboards() {
        return ManifestsTest.PRODUCTION.chart().objects().stream()
                .filter(object -> "1"
                        .equals(String.valueOf(
                                Shipped.map(object.at("metadata").get("labels")).get("grafana_dashboard"))))
                .count();
    }

    private boolean monitored() {
        long started = cluster.stream()
                .filter(object -> !object.containers().isEmpty())
                .count();
        return kinds("ServiceMonitor") == started - kinds("CronJob");
    }

    private boolean policiesLetPass(int port) {
        return cluster.stream()
                .filter(object ->
                        object.kind().equals("NetworkPolicy") && !object.name().matches("flowex-(nobody|drill)"))
                .allMatch(policy ->
                        String.valueOf(policy.at("spec").get("egress")).contains("port=" + port));
    }
}
