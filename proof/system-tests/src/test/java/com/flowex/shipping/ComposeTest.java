package com.flowex.shipping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.flowex.app.settings.LauncherSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The compose files: valid, safe, and every process of FlowEx in them would start with what it is given. */
class ComposeTest {

    private static final String TRYING = "docker-compose.yml";
    private static final String PRODUCTION = "docker-compose.production.yml";
    private static final Duration TOOL_MAX = Duration.ofMinutes(5);
    private static final Pattern PINNED = Pattern.compile("[\\w./-]+:v?\\d+[.]\\d+[\\w.-]*");

    @TempDir
    private static Path folder;

    private static Secrets secrets;
    private static Map<String, String> operator;

    @BeforeAll
    static void makeSecrets() {
        secrets = Secrets.made(folder.resolve("secrets"));
        operator = Map.of(
                "FLOWEX_DOMAIN",
                "exchange.example.com",
                "FLOWEX_SMTP_HOST",
                "mail.example.com",
                "FLOWEX_ADMIN_EMAIL",
                "admin@example.com",
                "FLOWEX_SECRETS_DIR",
                secrets.folder().toString());
    }

    private static Map<String, Object> services(String file) {
        String text = Shipped.filled(Shipped.text(Shipped.ROOT.resolve(file)), name -> operator.getOrDefault(name, ""));
        return Shipped.map(Shipped.yaml(text).get("services"));
    }

    private static Stream<Map.Entry<String, Map<String, Object>>> ofFlowEx(String file) {
        return services(file).entrySet().stream()
                .map(service -> Map.entry(service.getKey(), Shipped.map(service.getValue())))
                .filter(service ->
                        String.valueOf(service.getValue().get("image")).startsWith("arkcyber/flowex:"));
    }

    private static List<String> list(@Nullable Object node) {
        return node == null
                ? List.of()
                : ((List<?>) node).stream().map(String::valueOf).toList();
    }

    /** Files of this repository that a service has, by where it has them. */
    private static Map<String, Path> mounted(Map<String, Object> service) {
        return list(service.get("volumes")).stream()
                .filter(volume -> volume.startsWith("./"))
                .map(volume -> volume.split(":", -1))
                .collect(Collectors.toMap(parts -> parts[1], parts -> Shipped.ROOT.resolve(parts[0].substring(2))));
    }

    private static Map<String, String> environment(Map<String, Object> service) {
        Map<String, String> environment = new TreeMap<>();
        Shipped.map(service.get("environment")).forEach((name, value) -> {
            // Without a value it is the operator's own, and not there unless they set it.
            if (value != null) {
                environment.put(name, String.valueOf(value));
            }
        });
        return environment;
    }

    @ParameterizedTest
    @ValueSource(strings = {TRYING, PRODUCTION})
    void composeItselfTakesIt(String file) {
        assumeTrue(ToolRun.isHere("docker-compose"), "no docker-compose here: compose files are only read by us");
        ToolRun run = ToolRun.of(TOOL_MAX, operator, List.of("docker-compose", "-f", file, "config", "-q"));

        assertEquals(0, run.exitCode(), run::output);
    }

    @ParameterizedTest
    @ValueSource(strings = {TRYING, PRODUCTION})
    void everyProcessOfFlowExWouldStartWithItsSettings(String file) {
        List<String> tried = new ArrayList<>();
        ofFlowEx(file).forEach(service -> {
            Map<String, String> environment =
                    secrets.here(environment(service.getValue()), mounted(service.getValue()));
            try {
                LauncherSettings.of(environment);
            } catch (LauncherSettings.ConfigurationException wrong) {
                throw new AssertionError(service.getKey() + ": " + wrong.lines());
            }
            tried.add(service.getKey());
        });

        assertEquals(file.equals(TRYING) ? 1 : 11, tried.size(), tried::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {TRYING, PRODUCTION})
    void everyImageHasAVersionAndEveryMountedFileIsHere(String file) {
        services(file).forEach((name, node) -> {
            Map<String, Object> service = Shipped.map(node);
            assertTrue(PINNED.matcher(String.valueOf(service.get("image"))).matches(), () -> name + ": " + service);
            mounted(service)
                    .values()
                    .forEach(path ->
                            assertTrue(Files.exists(path), () -> name + " mounts " + path + ", which is not here"));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {TRYING, PRODUCTION})
    void processesOfFlowExCanWriteToNothingButTheirDataAndGainNoRights(String file) {
        ofFlowEx(file).forEach(service -> {
            Map<String, Object> about = service.getValue();
            assertEquals(true, about.get("read_only"), service.getKey());
            assertEquals(List.of("ALL"), about.get("cap_drop"), service.getKey());
            assertEquals(List.of("no-new-privileges:true"), about.get("security_opt"), service.getKey());
            assertFalse(about.containsKey("user") || about.containsKey("privileged"), service.getKey());
        });
    }

    /** A volume on a folder that the image lacks belongs to root, and the process cannot write to it. */
    @ParameterizedTest
    @ValueSource(strings = {TRYING, PRODUCTION})
    void everyFolderOfAVolumeIsOneThatTheImageHas(String file) {
        String image = Shipped.text(Shipped.ROOT.resolve("Dockerfile"));
        Matcher folders = Pattern.compile("RUN mkdir -p (.*) \\\\\\n").matcher(image);
        assertTrue(folders.find());
        Set<String> made = Set.of(folders.group(1).split(" "));
        ofFlowEx(file).forEach(service -> list(service.getValue().get("volumes")).stream()
                .filter(volume -> !volume.startsWith("./"))
                .map(volume -> volume.split(":", -1)[1])
                .forEach(path -> assertTrue(made.contains(path), () -> service.getKey() + ": " + path)));
    }

    @Test
    void aTriedExchangeIsOnThisMachineOnly() {
        services(TRYING).forEach((name, node) -> list(Shipped.map(node).get("ports"))
                .forEach(port -> assertTrue(port.startsWith("127.0.0.1:"), () -> name + " listens on " + port)));
        assertTrue(services(TRYING)
                .keySet()
                .containsAll(Set.of("postgres", "redis", "flowex", "prometheus", "grafana", "jaeger")));
    }

    @Test
    void productionListensToTheWorldAtNginxAlone() {
        services(PRODUCTION).forEach((name, node) -> list(Shipped.map(node).get("ports")).stream()
                .filter(port -> !port.startsWith("127.0.0.1:"))
                .forEach(port -> assertEquals("nginx", name, port)));
    }

    @Test
    void productionHasNoPasswordInItAndNoneThatIsADefault() {
        Pattern secret = Pattern.compile("(?i)(password|secret|_keys?|_token)(__FILE|_FILE)?$(?<!DIRECTORY_KEY)");
        services(PRODUCTION)
                .forEach((name, node) -> environment(Shipped.map(node)).forEach((variable, value) -> {
                    if (secret.matcher(variable).find() && !value.isEmpty()) {
                        assertTrue(
                                value.startsWith(Secrets.IN_CONTAINERS),
                                () -> name + " has " + variable + " in the file");
                    }
                }));
        assertFalse(Shipped.text(Shipped.ROOT.resolve(PRODUCTION)).contains("PASSWORD:-"));
    }

    @Test
    void productionHasLimitsForEveryContainerAndASecretForEachThatItNames() throws IOException {
        Map<String, Object> whole = Shipped.yaml(Shipped.filled(
                Shipped.text(Shipped.ROOT.resolve(PRODUCTION)), name -> operator.getOrDefault(name, "")));
        Set<String> made = new TreeSet<>();
        try (Stream<Path> files = Files.list(secrets.folder())) {
            files.forEach(file -> made.add(String.valueOf(file.getFileName())));
        }

        assertEquals(made, new TreeSet<>(Shipped.map(whole.get("secrets")).keySet()));
        services(PRODUCTION).forEach((name, node) -> {
            Map<String, Object> service = Shipped.map(node);
            Map<String, Object> limits =
                    Shipped.map(Shipped.map(Shipped.map(service.get("deploy")).get("resources"))
                            .get("limits"));
            assertEquals(Set.of("cpus", "memory"), limits.keySet(), name);
            assertTrue(made.containsAll(list(service.get("secrets"))), name);
        });
    }

    @Test
    void secretsThatAreThereStay() throws IOException {
        Path key = secrets.folder().resolve("audit_key");
        String before = Files.readString(key);
        ToolRun again = Secrets.make(secrets.folder());

        assertEquals(0, again.exitCode(), again::output);
        assertEquals(before, Files.readString(key));
        assertEquals("", again.output());
    }
}
