package com.flowex.simulator.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.simulator.history.ClientAnswer;
import com.flowex.simulator.history.ClientOperation;
import com.flowex.simulator.history.HistoryFormat;
import com.flowex.simulator.history.HistoryLine;
import com.flowex.simulator.lobster.BadInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Options of {@code ./flowex chaos}, and its ends. */
class ChaosToolTest {

    @TempDir
    private Path folder;

    private record Run(int code, String printed) {}

    private static Run run(String... words) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            return new Run(ChaosTool.run(List.of(words), out, out), printed.toString(StandardCharsets.UTF_8));
        }
    }

    private Path history(String total) throws IOException {
        ClientOperation deposit = new ClientOperation.Deposit("a0", "d", "BTC", BigDecimal.TEN);
        ClientOperation balances = new ClientOperation.Read("a0", ClientOperation.Subject.BALANCES, "");
        ClientOperation moves = new ClientOperation.Read("a0", ClientOperation.Subject.MOVES, "");
        List<Map.Entry<ClientOperation, ClientAnswer>> calls = List.of(
                Map.entry(deposit, new ClientAnswer.Done("m", 3)),
                Map.entry(balances, new ClientAnswer.Balances(Map.of("BTC", new BigDecimal(total)), 4)),
                Map.entry(
                        moves, new ClientAnswer.Moves(List.of(new ClientAnswer.Move("m", "BTC", BigDecimal.TEN, 3)))));
        Path file = folder.resolve("history.jsonl");
        Files.write(
                file,
                IntStream.range(0, 2 * calls.size())
                        .mapToObj(i -> new HistoryLine(
                                i,
                                0,
                                calls.get(i / 2).getKey(),
                                i % 2 == 0
                                        ? Optional.empty()
                                        : Optional.of(calls.get(i / 2).getValue()),
                                i))
                        .map(HistoryFormat::text)
                        .toList());
        return file;
    }

    @Test
    void aHistoryIsJudgedAgain() throws IOException {
        Run fine = run("check", history("10").toString());
        assertEquals(0, fine.code(), fine.printed());
        assertTrue(fine.printed()
                .contains("commands=1 acknowledged=1 refused=0 unknown=0 resolved=0 lost=0 duplicated=0"));

        Run wrong = run("check", history("11").toString());
        assertEquals(1, wrong.code());
        assertTrue(
                wrong.printed()
                        .contains(
                                "a0: not linearizable: read-balances, line 4: BTC 11; before it there could be: BTC 10"),
                wrong.printed());
        assertTrue(wrong.printed().contains("wrong: all accounts have 11 BTC, given were 10"), wrong.printed());
    }

    @Test
    void invalidOptionsAreReportedInOneLine() {
        refused("load or check FILE must be given");
        refused("--url is required", "load");
        refused("--out is required", "load", "--url", "http://localhost:1");
        refused("--clients must be within 2..1000, was \"1\"", "load", "--clients", "1");
        refused("--url must be http://host[:port], was \"localhost\"", "load", "--url", "localhost");
        refused("--symbol must be like BTC-USDT", "load", "--symbol", "BTC");
        refused("--readers must be within 0..1000", "load", "--readers", "-1");
        refused("'--orders'", "load", "--orders", "3");
        refused("option '--seed'", "load", "--seed");
        refused("cannot read or write", "check", folder.resolve("none").toString());
    }

    private static void refused(String why, String... words) {
        Run run = run(words);
        assertEquals(2, run.code(), run.printed());
        assertTrue(run.printed().contains(why), run.printed());
    }

    @Test
    void optionsAreTakenAsTheyAreGiven() throws BadInputException {
        assertEquals(
                new ChaosOptions(
                        List.of(URI.create("http://one:8000"), URI.create("http://two:8000")),
                        7,
                        Duration.ofMinutes(3),
                        20,
                        3,
                        99,
                        "ETH-USDT",
                        Path.of("out")),
                ChaosOptions.of(List.of(
                        "--url",
                        "http://one:8000",
                        "--url",
                        "http://two:8000",
                        "--clients",
                        "7",
                        "--minutes",
                        "3",
                        "--rate",
                        "20",
                        "--readers",
                        "3",
                        "--seed",
                        "99",
                        "--symbol",
                        "ETH-USDT",
                        "--out",
                        "out")));
    }
}
