package com.flowex.shipping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports say what runs left, all of it, and nothing of the machine they ran on. */
class ReportsTest {

    private static final Duration TOOL_MAX = Duration.ofMinutes(5);
    private static final Pattern PLACE = Pattern.compile("(?<![\\w.:/])/(work|home|root|tmp|srv|var|Users|dev)/");

    @TempDir
    private Path folder;

    @BeforeEach
    void node() {
        assumeTrue(ToolRun.isHere("node"), "no node here: no report is made");
    }

    private ToolRun report(String kind) {
        return ToolRun.of(
                TOOL_MAX, Map.of(), List.of("node", "scripts/reports.mjs", kind, folder.toString(), folder.toString()));
    }

    private void file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(folder.resolve(name.substring(0, Math.max(0, name.lastIndexOf('/')))));
        Files.writeString(file, text);
    }

    @Test
    void passedFailedAndSkippedTestsAreReported() throws IOException {
        file("build/coverage.txt", "# of each\nengine 95\nwallet 80\n");
        file(
                "proof/coverage/target/site/jacoco-aggregate/jacoco.csv",
                "GROUP,PACKAGE,CLASS,A,B,C,D,LINE_MISSED,LINE_COVERED\n"
                        + "x/flowex-engine,p,C,0,0,0,0,1,99\nx/flowex-wallet,p,C,0,0,0,0,50,50\n");
        file("core/engine/target/surefire-reports/TEST-a.xml", """
                <testsuite name="com.flowex.engine.ATest" time="1,002.5" tests="2" errors="0" skipped="0" failures="0">
                  <properties><property name="flowex.full" value="true"/><property name="user.dir" value="/work/somewhere/engine"/></properties>
                  <testcase name="one" classname="com.flowex.engine.ATest" time="1"/>
                  <testcase name="two" classname="com.flowex.engine.ATest" time="1"><system-out>x</system-out></testcase>
                </testsuite>
                """);
        file("services/wallet/target/surefire-reports/TEST-b.xml", """
                <testsuite name="com.flowex.wallet.BTest" time="3" tests="3" errors="1" skipped="1" failures="0">
                  <testcase name="three" classname="com.flowex.wallet.BTest" time="1"><error message="no | file">/work/x</error></testcase>
                  <testcase name="four" classname="com.flowex.wallet.BTest" time="1"><skipped message="no &lt;nginx&gt; at /work/some/where/nginx | here"/></testcase>
                  <testcase name="five" classname="com.flowex.wallet.BTest" time="1"/>
                </testsuite>
                """);
        ToolRun made = report("tests");

        assertEquals(0, made.exitCode(), made::output);
        for (String line : List.of(
                "- 2 classes, 5 tests: **1 failed**, 1 skipped.",
                "- Long proofs (`-Dflowex.full=true`) ran in 1 of the classes.",
                "| core/engine | 1 | 2 | 0 | 0 | 1003 | 99.0 % of 100 |",
                "| services/wallet | 1 | 3 | 1 | 1 | 3 | 50.0 % of 100 |",
                "| **all** | 2 | 5 | 1 | 1 | 1006 |  |",
                "- BTest.three",
                "- BTest.four: no <nginx> at nginx / here",
                "- wallet: 80 % of the lines are asked for")) {
            assertTrue(made.output().contains(line), () -> line + " is not in " + made.output());
        }
        assertFalse(made.output().contains("- engine: 95"), made::output);
        assertFalse(made.output().contains("/work/"), made::output);
    }

    @Test
    void eachDeploymentRunIsReportedStepByStep() throws IOException {
        file("journal", """
                2026-11-23T01:00:00Z deploy begins
                2026-11-23T01:00:09Z deploy services-a is ready with aaa
                2026-11-23T01:00:30Z deploy ends 0
                2026-11-23T02:00:00Z deploy begins
                2026-11-23T02:00:05Z deploy services-a ended: see /srv/flowex/logs/services-a.log
                2026-11-23T02:00:40Z deploy bbb was taken back, aaa serves: see /srv/flowex/logs/services-a.log
                2026-11-23T02:00:41Z deploy ends 1
                2026-11-23T03:00:00Z rollback begins
                """);
        ToolRun made = report("deployment");

        assertEquals(0, made.exitCode(), made::output);
        for (String line : List.of(
                "- 3 runs from 2026-11-23T01:00:00Z to 2026-11-23T03:00:00Z: 1 done, 1 taken back, 1 was cut off.",
                "| 2026-11-23T01:00:00Z | deploy | done | 30 |",
                "| 2026-11-23T02:00:00Z | deploy | taken back | 41 |",
                "| 2026-11-23T03:00:00Z | rollback | was cut off |  |",
                "- 2026-11-23T02:00:40Z bbb was taken back, aaa serves: see services-a.log")) {
            assertTrue(made.output().contains(line), () -> line + " is not in " + made.output());
        }
    }

    @Test
    void reportWithoutARunFails() throws IOException {
        file("build/coverage.txt", "");
        assertEquals(1, report("tests").exitCode());
        assertEquals(1, report("deployment").exitCode());
        assertEquals(1, report("weather").exitCode());
    }

    @Test
    void theReportsOfTheRepositoryAreMadeByTheirVerbAndNameNoPlace() throws IOException {
        try (Stream<Path> files = Files.list(Shipped.ROOT)) {
            List<Path> reports =
                    files.filter(file -> file.toString().endsWith("_REPORT.md")).toList();
            assertFalse(reports.isEmpty());
            for (Path report : reports) {
                String text = Shipped.text(report);
                assertTrue(text.contains("Made by `./flowex report "), report::toString);
                assertTrue(
                        !report.endsWith("TEST_COMPLETION_REPORT.md") || text.contains("record of runs at their dates"),
                        report::toString);
                assertFalse(PLACE.matcher(text).find(), report::toString);
            }
        }
    }
}
