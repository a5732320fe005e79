package com.flowex.shipping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flowex.testsupport.DailySample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Every command of {@code docs/operations/commands.md}, typed as it stands there, up to where something outside is needed. */
@Tag("process")
@Timeout(900)
class CommandsTest {

    private static final Path DOCUMENT = Shipped.ROOT.resolve("docs/operations/commands.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|");

    private static final Pattern READY = Pattern.compile("FlowEx is ready at (\\S+)");

    /** The commands of the document are not repeated here. */
    private static final Set<String> NOT_TYPED = Set.of("npm run test:performance -- 2000");

    /**
     * Results of a command.
     *
     * @param says a part of its output
     * @param asks requests to Maven and npm
     */
    private record Expected(int code, String says, List<String> asks) {}

    private static Expected ends(int code, String says, String... asks) {
        return new Expected(code, says, List.of(asks));
    }

    /** Without an exchange, a database, a cloud or a registry. */
    private static final Map<String, Expected> ALONE = Map.ofEntries(
            Map.entry("npm run dev:frontend", ends(0, "", "npm --prefix web ci", "npm --prefix web run dev")),
            Map.entry("npm run build", ends(0, "app/target/launcher.jar with app/target/lib")),
            Map.entry(
                    "npm run build:production",
                    ends(0, "to be given where it runs: FLOWEX_DATA_KEYS FLOWEX_JWT_SECRET", "sbom")),
            Map.entry("npm run clean", ends(0, "clean", "mvn -B -ntp -Dstyle.color=never clean")),
            Map.entry(
                    "npm test",
                    ends(
                            0,
                            "verified, quickly",
                            "com.flowex:flowex-domain:test-jar,com.flowex:flowex-engine:test-jar,")),
            Map.entry("npm run test:unit", ends(0, "verified, quickly", "verify")),
            Map.entry("npm run test:integration", ends(0, "passed", "-pl proof/system-tests -am", "CommandsTest")),
            Map.entry("npm run test:coverage -- --classes 5", ends(1, "no test was measured", "-Pgates", "-Pcoverage")),
            Map.entry("npm run test:security", ends(3, "NOT CHECKED by OSV", "npm --prefix web audit")),
            Map.entry("npm run deploy:staging", ends(1, "fill in the secrets in")),
            Map.entry("npm run deploy:production", ends(1, "fill in the secrets in")),
            Map.entry(
                    "npm run lint",
                    ends(0, "nothing to say", "mvn -B -ntp -Dstyle.color=never -Pgates -DskipTests", "verify:lint")),
            Map.entry("npm run format", ends(0, "formatted", "spotless:apply", "npm --prefix web run format")),
            Map.entry("npm run docs", ends(0, "", "npm --prefix web run contract")),
            Map.entry("scripts/deploy-production.sh status", ends(1, "services-a  -                      down")),
            Map.entry("scripts/deploy-production.sh logs", ends(1, "there is no process node0")),
            Map.entry("scripts/deploy-production.sh backup BACKUP", ends(1, "fill in the secrets in")),
            Map.entry("scripts/deploy-production.sh restore BACKUP", ends(1, "there is no backup ")),
            Map.entry("scripts/deploy-production.sh rollback", ends(1, "fill in the secrets in")),
            Map.entry("scripts/deploy-aws.sh --cluster prod --region us-east-1 --dry-run", ends(0, "us-east-1")),
            Map.entry("scripts/deploy-azure.sh --cluster prod --region eastus --dry-run", ends(0, "eastus")),
            Map.entry("scripts/deploy-gcp.sh --cluster prod --region europe-west3 --dry-run", ends(0, "europe-west3")),
            Map.entry("scripts/security-scan.sh", ends(3, "not everything was checked", "npm --prefix web audit")),
            Map.entry("scripts/test-coverage-analysis.sh", ends(2, "nothing was measured yet")),
            Map.entry(
                    "scripts/build-enterprise.sh --env production --docker --push",
                    ends(1, "--push needs Docker", "sbom")));

    /** While {@code npm run dev} runs. */
    private static final Map<String, Expected> BESIDE = Map.of(
            "npm run backup -- BACKUP", ends(0, ""),
            "scripts/backup-system.sh BACKUP", ends(0, ""),
            "scripts/migrate.sh", ends(0, "nothing waited"),
            "scripts/migrate.sh status", ends(0, " 0 wait, "));

    private static final int DAILY_COMMANDS = 10;

    /** Names that break what is not quoted, or what reads names in the language C; where Java itself can write them. */
    private static final String FOLDER =
            "UTF-8".equals(System.getProperty("sun.jnu.encoding")) ? "my صرافی 交易所" : "my exchange";

    @TempDir
    private Path folder;

    private TypedAt place = TypedAt.NOWHERE;

    @BeforeEach
    void copy() throws IOException {
        assumeTrue(ToolRun.isHere("npm") && ToolRun.isHere("node"), "no npm here: nothing is typed");
        place = TypedAt.copyIn(folder.resolve(FOLDER));
    }

    @AfterEach
    void unlink() {
        place.unlink();
    }

    @Test
    void theDocumentHasEveryCommandAndEveryNameOfThePackage() throws IOException {
        Set<String> documented = ROW.matcher(Shipped.text(DOCUMENT))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> typed = new TreeSet<>(NOT_TYPED);
        typed.addAll(ALONE.keySet());
        typed.addAll(BESIDE.keySet());
        typed.addAll(Set.of("npm run dev", "npm run dev:backend"));
        assertEquals(typed, documented);

        JsonNode scripts = new ObjectMapper()
                .readTree(Shipped.ROOT.resolve("package.json").toFile())
                .path("scripts");
        scripts.fieldNames()
                .forEachRemaining(name -> assertTrue(
                        documented.stream().anyMatch(command -> (command + " ").startsWith("npm run " + name + " "))
                                || name.equals("test") && documented.contains("npm test"),
                        name));
        assertEquals(scripts.path("dev"), scripts.path("dev:backend"), "typed once");
        JsonNode web = new ObjectMapper()
                .readTree(Shipped.ROOT.resolve("web/package.json").toFile())
                .path("scripts");
        for (String requested : List.of("dev", "format", "contract", "verify:format", "verify:lint")) {
            assertTrue(web.has(requested), requested);
        }
    }

    @Test
    void eachCommandEndsAsDocumentedWithoutOutsideServices() throws IOException {
        DailySample.of("CommandsTest", ALONE.keySet().stream().sorted().toList(), DAILY_COMMANDS)
                .forEach(command -> type(command, Objects.requireNonNull(ALONE.get(command))));
        // One of them may have cleaned up; the files that the code makes come back as the build made them.
        type("npm run docs", ends(0, ""));
        for (String made : List.of("docs/configuration.md", "docs/metrics.md", ".env.example", ".env.production")) {
            assertEquals(
                    Files.readString(Shipped.ROOT.resolve(made)),
                    Files.readString(place.root().resolve(made)),
                    made);
        }
    }

    /** Seen: {@code run --help} started an exchange. */
    @Test
    void helpOfAVerbStartsNothing() {
        List.of("run", "verify", "events", "surveillance", "clean", "bench").forEach(verb -> {
            TypedAt.Typed typed = place.type("./flowex " + verb + " --help");
            assertEquals(0, typed.code(), typed.output());
            assertTrue(typed.output().startsWith("Usage: ./flowex " + verb), typed.output());
            assertEquals("", typed.calls(), typed.output());
        });
    }

    @Test
    void anExchangeIsStartedByItsNameAndCopiedAndAskedBesides() {
        place.prepareDatabase();
        try (TypedAt.Running dev = place.start("npm run dev")) {
            dev.awaitPrinted("FlowEx is ready at ");
            BESIDE.forEach(this::type);
            if (Boolean.getBoolean("flowex.full")) {
                String url = READY.matcher(dev.output())
                        .results()
                        .map(found -> found.group(1))
                        .findFirst()
                        .orElseThrow();
                type("./flowex load --orders 200 --connections 2 --url " + url, ends(0, " missing=0 zero_sum=ok "));
            }
            dev.end();
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "flowex.full", matches = "true")
    void aMeasurementIsMadeByItsName() {
        type("npm run test:performance -- 2000", ends(0, "mix requests=2000 "));
    }

    private void type(String command, Expected expected) {
        TypedAt.Typed typed = place.type(command);
        String all = command + " ended with " + typed.code() + ": " + typed.output() + "\nasked for: " + typed.calls();
        assertEquals(expected.code(), typed.code(), all);
        assertTrue(typed.output().contains(expected.says()), all);
        expected.asks().forEach(each -> assertTrue(typed.calls().contains(each), each + " in " + all));
    }
}
