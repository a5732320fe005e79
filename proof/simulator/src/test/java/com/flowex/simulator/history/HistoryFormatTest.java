package com.flowex.simulator.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.flowex.simulator.lobster.BadInputException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A written history is read as it was, and an invalid one is refused by its line. */
class HistoryFormatTest {

    private static final ClientOperation.Place PLACE =
            new ClientOperation.Place("a0", "c0-2", true, new BigDecimal("50000.25"), new BigDecimal("0.01"), true);
    private static final ClientAnswer.OrderSeen SEEN = new ClientAnswer.OrderSeen(
            "c0-2", "7", "open", new BigDecimal("50000.25"), new BigDecimal("0.01"), BigDecimal.ZERO, 9);

    @TempDir
    private Path folder;

    @Test
    void aLineIsAsJepsenHasIt() {
        assertEquals(
                "{\"process\":3,\"type\":\"ok\",\"f\":\"place\",\"value\":{\"account\":\"a0\",\"id\":\"c0-2\",\"buys\":true,"
                        + "\"price\":\"50000.25\",\"quantity\":\"0.01\",\"stays\":true,\"answer\":{\"id\":\"c0-2\",\"number\":\"7\","
                        + "\"status\":\"open\",\"price\":\"50000.25\",\"quantity\":\"0.01\",\"filled\":\"0\",\"sequence\":9}},"
                        + "\"time\":12,\"index\":0}",
                HistoryFormat.text(new HistoryLine(0, 3, PLACE, Optional.of(SEEN), 12)));
    }

    @Test
    void everyKindOfLineIsReadAsItWasWritten() throws IOException, BadInputException {
        List<HistoryLine> lines = new ArrayList<>();
        add(
                lines,
                PLACE,
                SEEN,
                new ClientAnswer.Done("7", 9),
                new ClientAnswer.Refused("price_too_high"),
                new ClientAnswer.NotDelivered("nobody"));
        add(
                lines,
                new ClientOperation.Amend("a0", "c0-2", BigDecimal.TEN, BigDecimal.ONE),
                SEEN,
                new ClientAnswer.OutcomeUnknown("504"));
        add(lines, new ClientOperation.Cancel("a0", "c0-2"), SEEN);
        add(
                lines,
                new ClientOperation.Transfer("a0", "t", "a1", "BTC", BigDecimal.ONE),
                new ClientAnswer.Done("abc", 4));
        add(lines, new ClientOperation.Deposit("a0", "d", "BTC", BigDecimal.ONE), new ClientAnswer.Done("abd", 3));
        ClientAnswer.Fill fill = new ClientAnswer.Fill(
                "1",
                "7",
                "BTC",
                "USDT",
                BigDecimal.ONE,
                BigDecimal.ONE,
                BigDecimal.TEN,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                5);
        for (Map.Entry<ClientOperation.Subject, ClientAnswer> read : Map.<ClientOperation.Subject, ClientAnswer>of(
                        ClientOperation.Subject.ORDER, SEEN,
                        ClientOperation.Subject.BALANCES, new ClientAnswer.Balances(Map.of("BTC", BigDecimal.ONE), 8),
                        ClientOperation.Subject.ORDERS, new ClientAnswer.Orders(List.of(SEEN)),
                        ClientOperation.Subject.FILLS, new ClientAnswer.Fills(List.of(fill)),
                        ClientOperation.Subject.LIFE,
                                new ClientAnswer.Life(List.of(new ClientAnswer.OrderLifeEvent("accepted", 4))),
                        ClientOperation.Subject.MOVES,
                                new ClientAnswer.Moves(List.of(new ClientAnswer.Move("abc", "BTC", BigDecimal.ONE, 4))),
                        ClientOperation.Subject.LEDGER, new ClientAnswer.Ledger(true))
                .entrySet()) {
            add(lines, new ClientOperation.Read("a0", read.getKey(), ""), read.getValue());
        }
        Path file = folder.resolve("history");
        Files.write(file, lines.stream().map(HistoryFormat::text).toList());

        assertEquals(lines, HistoryFormat.read(file));
    }

    @Test
    void invalidHistoryIsRefusedWithItsLine() throws IOException {
        String good = HistoryFormat.text(new HistoryLine(0, 3, PLACE, Optional.empty(), 12));
        refused("line 1 ", "nothing");
        refused("line 1 ", "{}");
        refused("line 2: index 0 where 1 comes next", good, good);
        refused("line 1 ", good.replace("invoke", "ok"));
        refused("line 1 ", good.replace("\"id\":\"c0-2\",", ""));
    }

    private static void add(List<HistoryLine> lines, ClientOperation operation, ClientAnswer... answers) {
        lines.add(new HistoryLine(lines.size(), 0, operation, Optional.empty(), lines.size()));
        for (ClientAnswer answer : answers) {
            lines.add(new HistoryLine(lines.size(), 0, operation, Optional.of(answer), lines.size()));
        }
    }

    private void refused(String why, String... lines) throws IOException {
        Path file = folder.resolve("refused");
        Files.write(file, List.of(lines));

        String line = String.valueOf(assertThrows(BadInputException.class, () -> HistoryFormat.read(file))
                .getMessage());
        assertEquals(why, line.substring(0, Math.min(line.length(), why.length())));
    }
}
