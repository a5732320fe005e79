package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.platform.testing.TestRedis;
import com.flowex.systemtests.TenantChecks.Check;
import com.flowex.testsupport.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/**
 * Failure 26: no check that distinguishes tenants can go without an attack that gets through. Goal: the removal of one,
 * or a forgotten one, fails a test. Method: a program finds the checks in the sources; {@code tenant-checks.txt} says
 * of each that it is tried, or why there is nothing to try; each that is tried is taken out by itself from an exchange
 * that runs, and the attacks of {@link CrossTenantAttacks} must notice. With {@code -Dflowex.full=true}; that each is
 * listed always.
 */
class TenantChecksTest {

    private static final String TRIED = "tried";
    private static final Pattern RESULT = Pattern.compile("(?m)^without (.+) => (.+) \\(\\d+ ms\\)$");

    @TempDir
    private Path folder;

    /** By the name of the check, "tried" or why not. */
    private static Map<String, String> list() throws IOException {
        Map<String, String> list = new LinkedHashMap<>();
        for (String line :
                Files.readAllLines(Repository.file("proof/system-tests/src/test/resources/tenant-checks.txt"))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                int arrow = line.lastIndexOf(" => ");
                list.put(line.substring(0, arrow), line.substring(arrow + 4));
            }
        }
        return list;
    }

    @Test
    void everyTenantCheckIsOnTheList() throws IOException {
        List<String> found = TenantChecks.all().stream().map(Check::name).toList();
        // One that is new: say "tried" in tenant-checks.txt, and let CrossTenantAttacks notice when it is gone.
        assertEquals(String.join("\n", new TreeSet<>(list().keySet())), String.join("\n", new TreeSet<>(found)));
    }

    @Test
    @EnabledIfSystemProperty(named = "flowex.full", matches = "true")
    @Timeout(1_800)
    void removedTenantChecksAreDetected() throws IOException {
        List<String> tried = new ArrayList<>();
        list().forEach((name, verdict) -> {
            if (verdict.equals(TRIED)) {
                tried.add(name);
            }
        });
        List<String> now = new ArrayList<>(tried);
        try (TestRedis redis = redis().orElse(null)) {
            if (redis == null) {
                now.removeIf(name -> name.contains("Redis"));
            }
            Map<String, String> noticed = taken(now, redis == null ? "" : redis.url());
            System.out.printf(
                    "proof: tenant checks of the code %d, tried %d of %d: noticed %d%n",
                    list().size(), now.size(), tried.size(), noticed.size());
            assertEquals(new TreeSet<>(now), new TreeSet<>(noticed.keySet()));
        }
    }

    private static Optional<TestRedis> redis() {
        try {
            return Optional.of(TestRedis.start());
        } catch (TestAbortedException none) {
            return Optional.empty();
        }
    }

    /** The checks that were missed when they were taken out, and how. */
    private Map<String, String> taken(List<String> names, String redis) throws IOException {
        Map<String, String> noticed = new LinkedHashMap<>();
        List<String> left = new ArrayList<>(names);
        int exit = TenantCheckMutants.BROKEN;
        for (int exchange = 0; exit == TenantCheckMutants.BROKEN; exchange++) {
            Path directory = Files.createDirectory(folder.resolve("exchange" + exchange));
            List<String> arguments = new ArrayList<>(List.of(
                    directory.toString(),
                    Files.write(directory.resolve("names"), left).toString()));
            if (!redis.isEmpty()) {
                arguments.add(redis);
            }
            exit = run(arguments, left, noticed);
        }
        assertEquals(0, exit);
        return noticed;
    }

    /** One exchange, on which as many are tried as it survives; takes them off the list. */
    private int run(List<String> arguments, List<String> left, Map<String, String> noticed) throws IOException {
        Map<String, String> agent = Map.of("JAVA_TOOL_OPTIONS", Mutation.agent(folder));
        try (JavaProcess program =
                JavaProcess.start("launcher", TenantCheckMutants.class.getName(), arguments, agent)) {
            int exit = program.exitCode(Duration.ofMinutes(29));
            String text = program.output();
            assertTrue(text.contains("\nwhole: -\n"), "attacks get through the code as it is: " + text);
            Matcher result = RESULT.matcher(text);
            int before = left.size();
            while (result.find()) {
                left.remove(result.group(1));
                if (!result.group(2).equals("-")) {
                    noticed.put(result.group(1), result.group(2));
                }
            }
            assertTrue(left.size() < before || exit == 0, text);
            return exit;
        }
    }
}
