package com.flowex.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.app.cli.command.CommandContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktestToolTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private Path data = Path.of("");

    @BeforeEach
    void writeCandles() throws IOException {
        StringBuilder csv = new StringBuilder("time,open,high,low,close,volume\n");
        for (int i = 0; i < 300; i++) {
            long price = 100 + Math.round(20 * Math.sin(i / 9.0));
            csv.append(1_700_006_400L + i * 3_600L)
                    .append(',')
                    .append((price + ",").repeat(4))
                    .append("50\n");
        }
        data = folder.resolve("candles.csv");
        Files.writeString(data, csv);
    }

    private int run(String... more) {
        List<String> arguments = new ArrayList<>(List.of("--data", data.toString()));
        arguments.addAll(List.of(more));
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        return FlowexCommand.run("backtest", arguments, new CommandContext(Map.of(), stream, stream));
    }

    private void assertPrinted(String text) {
        String output = out.toString(StandardCharsets.UTF_8);
        assertTrue(output.contains(text), output);
    }

    @Test
    void aBuiltInStrategyRunsOverAFileAndWritesItsReport() throws IOException {
        Path report = folder.resolve("out.html");

        int code = run("--strategy", "moving-average-cross", "--model", "next-open", "--report", report.toString());

        assertEquals(0, code, out.toString(StandardCharsets.UTF_8));
        assertPrinted("end       completed");
        assertPrinted("start     10000 USDT");
        assertPrinted("300 rows of csv");
        assertTrue(Files.readString(report).contains("<html"));
    }

    @Test
    void severalValuesAreTriedWithTheDoubtAboutTheBest() {
        assertEquals(0, run("--strategy", "moving-average-cross", "--set", "fast=5,8", "--set", "slow=20..24:4"));
        assertPrinted("trials    4 of 4");
        assertPrinted("probability of over-fitting");
    }

    @Test
    void wrongArgumentsAreNamed() {
        assertEquals(2, run("--strategy", "no-such"));
        assertPrinted("--strategy must be a file that ends with .js, or one of moving-average-cross");
        assertEquals(2, run("--strategy", "moving-average-cross", "--set", "fats=5"));
        assertPrinted("--set names fats");
        assertEquals(2, run("--strategy", "moving-average-cross", "--fees", "0.1"));
        assertPrinted("--fees must be two percentages");
        assertEquals(2, run("--strategy", "moving-average-cross", "--cash", "many"));
        assertPrinted("balances of USDT is not a plain decimal");
        assertEquals(2, run("--strategy", "moving-average-cross", "--model", "hope"));
        assertPrinted("--model must be next-open, candles or order-by-order");
    }

    @Test
    void dataThatCannotBeUsedIsNamedByLine() throws IOException {
        Files.writeString(data, "time,open,high,low,close,volume\n1700000000,1,1,1,1,1\n1600000000,1,1,1,1,1\n");

        assertEquals(1, run("--strategy", "moving-average-cross"));
        assertPrinted("candles.csv line 3 is earlier than line 2");
    }
}
