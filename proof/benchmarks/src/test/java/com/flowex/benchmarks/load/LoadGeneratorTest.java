package com.flowex.benchmarks.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The load tool reports truthfully what it saw; tried on an exchange that lies. */
@Timeout(900)
class LoadGeneratorTest {

    private final FakeExchange exchange;

    LoadGeneratorTest() throws IOException {
        exchange = new FakeExchange();
    }

    @AfterEach
    void close() {
        exchange.close();
    }

    @Test
    void everyOrderOfAnHonestExchangeIsFound() throws IOException {
        Result result = load("--orders", "200", "--connections", "8");

        assertEquals(0, result.exit());
        assertTrue(
                result.lastLine()
                        .matches("load orders=200 acknowledged=200 rejected=0 unknown=0 missing=0 zero_sum=ok"
                                + " [0-9]+ orders/s p50_ms=[0-9.]+ p99_ms=[0-9.]+ max_ms=[0-9.]+"),
                result.lastLine());
        assertEquals(200, exchange.placed());
    }

    @Test
    void anAcknowledgedOrderThatIsNotThereIsMissing() throws IOException {
        exchange.forgets = "0000017";

        Result result = load("--orders", "100", "--connections", "4");

        assertEquals(1, result.exit());
        assertTrue(result.lastLine().contains("acknowledged=100 rejected=0 unknown=0 missing=1"), result.lastLine());
    }

    @Test
    void anOrderWithoutAClearAnswerIsSentAgainWithItsIdAndCountsOnce() throws IOException {
        exchange.answers500 = "3";

        Result result = load("--orders", "100", "--connections", "4");

        assertEquals(0, result.exit());
        assertTrue(result.lastLine().contains("acknowledged=100 rejected=0 unknown=0 missing=0"), result.lastLine());
        assertEquals(100, exchange.placed());
        assertEquals(110, exchange.requests());
    }

    @Test
    void refusalsAreCountedByTheirCode() throws IOException {
        exchange.refuses = "7";

        Result result = load("--orders", "100", "--connections", "4");

        assertEquals(0, result.exit());
        assertTrue(result.output().contains("refused insufficient_funds 10"), result.output());
        assertTrue(result.lastLine().contains("acknowledged=90 rejected=10"), result.lastLine());
    }

    @Test
    void moneyThatDoesNotSumToZeroFailsTheLoad() throws IOException {
        exchange.zeroSum = false;

        Result result = load("--orders", "10", "--connections", "2");

        assertEquals(1, result.exit());
        assertTrue(result.lastLine().contains("zero_sum=broken"), result.lastLine());
    }

    @Test
    void aRateIsKept() throws IOException {
        Result result = load("--orders", "500", "--connections", "8", "--rate", "1000");

        double perSecond = Double.parseDouble(result.lastLine().replaceAll(".*zero_sum=ok | orders/s.*", ""));
        assertTrue(perSecond <= 1_100, result.lastLine());
    }

    @Test
    void acknowledgedOrdersCanBeCheckedLater(@TempDir Path folder) throws IOException {
        String file = folder.resolve("acknowledged").toString();
        load("--orders", "60", "--connections", "4", "--acknowledged", file);
        assertEquals(60, Files.readAllLines(Path.of(file)).size());
        assertEquals(
                "check acknowledged=60 found=60 lost=0", load("--check", file).lastLine());

        exchange.forgets = "0000017";

        assertEquals(
                "check acknowledged=60 found=59 lost=1", load("--check", file).lastLine());
        assertEquals(1, load("--check", file).exit());
    }

    @Test
    void invalidOptionsAreReportedInOneLine() throws IOException {
        for (List<String> words :
                List.of(List.of("--orders", "0"), List.of("--orders"), List.of("--nonsense", "1"), List.<String>of())) {
            assertEquals(2, LoadGenerator.run(words));
        }
    }

    private record Result(int exit, String output) {
        String lastLine() {
            return output.lines().reduce("", (_, line) -> line);
        }
    }

    private Result load(String... words) throws IOException {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--url", exchange.url()));
        PrintStream before = System.out;
        ByteArrayOutputStream captured = new ByteArrayOutputStream();
        System.setOut(new PrintStream(captured, true, StandardCharsets.UTF_8));
        try {
            int exit = LoadGenerator.run(all);
            return new Result(exit, captured.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(before);
        }
    }
}
