package com.flowex.sandbox;

import static com.flowex.sandbox.ScriptRunner.MARKETS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.strategy.StrategyException;
import com.flowex.strategy.data.Bar;
import com.flowex.strategy.parameter.Parameters;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Attempts to leave the sandbox or to use more than it has. Each ends its own run alone, with its reason. */
@Tag("process")
class EscapeTest {

    private static final Bar BAR = ScriptRunner.bars(1, 1).getFirst();

    private static ScriptProvider provider;

    @BeforeAll
    static void load() throws IOException {
        Sandbox sandbox = new Sandbox(new SandboxSettings(
                64, 60_000, 2_000, 60_000, 120_000, 4 << 20, 1, Path.of(System.getProperty("java.io.tmpdir"))));
        try (InputStream in = EscapeTest.class.getResourceAsStream("escapes.js")) {
            String source = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            provider = sandbox.provider("escapes", "", source, MARKETS);
        }
    }

    @AfterAll
    static void close() {
        provider.close();
    }

    private static List<String> attempt(String name) {
        Parameters parameters = Parameters.parse(provider.parameters(), Map.of("attempt", name));
        RecordingContext context = new RecordingContext(1);
        SandboxedStrategy strategy = (SandboxedStrategy) provider.create(parameters);
        long pid = strategy.pid();
        try (strategy) {
            strategy.subscriptions(MARKETS);
            strategy.onStart(context);
            strategy.onBar(context.at(BAR.closeNanos()), BAR);
        } catch (StrategyException e) {
            assertFalse(ProcessHandle.of(pid).isPresent() && strategyIsOpen(strategy), "the process is left");
            throw e;
        }
        return context.record();
    }

    private static boolean strategyIsOpen(SandboxedStrategy strategy) {
        strategy.close();
        return ProcessHandle.of(strategy.pid()).isPresent();
    }

    /** Attempts that find nothing, all in one process. */
    @ParameterizedTest
    @CsvSource({
        "host classes",
        "reflection",
        "code from texts",
        "prototype pollution",
        "time of the machine",
        "files and network"
    })
    void an_attempt_finds_nothing(String name) {
        assertEquals(List.of(), attempt(name));
    }

    @Test
    void an_order_is_made_by_the_api_and_read_once() {
        assertEquals(
                List.of("60000000000 log place takes an order made by Order.market, Order.limit and so on"),
                attempt("proxy as order"));
        assertEquals("60000000000 log 1", attempt("getters").getLast());
        // The context of the run refuses what is no usable number, and names the field.
        assertEquals(6, attempt("numbers").size());
    }

    @ParameterizedTest
    @CsvSource({
        "other market, strategy_error, 91",
        "million orders, strategy_(output|time), 0",
        "endless loop, strategy_time, 0",
        "regular expression, strategy_(time|memory), 0",
        "heap, strategy_(memory|time), 0",
        "large buffer, strategy_(memory|time), 0",
        "deep recursion, strategy_(error|time|memory), 0",
        "microtasks, strategy_time, 0"
    })
    void an_attempt_ends_its_run_with_a_reason(String name, String code, int line) {
        StrategyException reason = assertThrows(StrategyException.class, () -> attempt(name));
        assertTrue(reason.code().matches(code), reason.code() + ": " + reason.getMessage());
        if (line > 0) {
            assertEquals(line, reason.line());
        }
        assertEquals(List.of("60000000000 log ran"), attempt("none"));
    }

    @EnabledIfSystemProperty(named = "flowex.full", matches = "true")
    @ParameterizedTest
    @CsvSource({
        "endless finally, strategy_time",
        "doubled array, strategy_(memory|time)",
        "doubled text, strategy_(memory|time)",
        "large error, strategy_(memory|time)",
        "error without a text, strategy_(error|time|memory)",
        "threads, strategy_time"
    })
    void another_attempt_ends_its_run_with_a_reason(String name, String code) {
        an_attempt_ends_its_run_with_a_reason(name, code, 0);
    }

    @Test
    void a_flood_of_lines_is_cut() {
        List<String> record = attempt("log flood");
        assertEquals(2_000, record.size());
        assertTrue(record.stream().allMatch(line -> line.length() < 1_100));
    }

    @Test
    void a_source_that_is_no_strategy_is_refused_before_it_runs() {
        Sandbox sandbox = new Sandbox(SandboxSettings.standard());
        assertEquals(
                "source_size",
                sandbox.check(" ".repeat(50 << 20), MARKETS)
                        .problems()
                        .getFirst()
                        .rule());
        ScriptCheck nested = sandbox.check("[".repeat(100_000), MARKETS);
        assertEquals("nesting", nested.problems().getFirst().rule());
    }
}
