package com.flowex.simulator.streams;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.simulator.history.ClientAnswer;
import com.flowex.simulator.history.ClientOperation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A checker that cannot find anything is none: a sound reading is accepted, and each planted anomaly is found and counted. */
class StreamCheckTest {

    private static final String ACCOUNT = "a0";
    private static final DepthReading BOOK = new DepthReading(3, 40, 0, List.of());

    private static ReceivedEntry entry(long number, ReceivedEntry.Content content) {
        return new ReceivedEntry(number, 100 + number, content);
    }

    private static ClientAnswer.OrderSeen order(String status, String filled) {
        return new ClientAnswer.OrderSeen(
                "c0-1", "7", status, new BigDecimal("50"), new BigDecimal("0.2"), new BigDecimal(filled), 0);
    }

    private static ClientAnswer.Fill fill() {
        return new ClientAnswer.Fill(
                "3",
                "7",
                "BTC",
                "USDT",
                new BigDecimal("0.1"),
                new BigDecimal("0.099"),
                new BigDecimal("-5.00"),
                new BigDecimal("0.001"),
                BigDecimal.ZERO,
                105);
    }

    /** Money comes, an order buys a half of what it wants and is canceled, some money is set aside and free again. */
    private static List<ReceivedEntry> sound() {
        return List.of(
                entry(1, new ReceivedEntry.Moved("d", "USDT", new BigDecimal("100"), true)),
                entry(2, new ReceivedEntry.BalanceContent("USDT", new BigDecimal("100"))),
                entry(3, new ReceivedEntry.OrderContent(order("open", "0"))),
                entry(4, new ReceivedEntry.BalanceContent("USDT", new BigDecimal("100"))),
                entry(5, new ReceivedEntry.Filled(fill(), order("partially_filled", "0.1"))),
                entry(6, new ReceivedEntry.BalanceContent("BTC", new BigDecimal("0.099"))),
                entry(7, new ReceivedEntry.BalanceContent("USDT", new BigDecimal("95"))),
                entry(8, new ReceivedEntry.Nothing("refused")),
                entry(9, new ReceivedEntry.Moved("w", "USDT", new BigDecimal("-10"), false)),
                entry(10, new ReceivedEntry.BalanceContent("USDT", new BigDecimal("95.0"))),
                entry(11, new ReceivedEntry.OrderContent(order("canceled", "0.1"))));
    }

    private static Map<ClientOperation, ClientAnswer> reads() {
        return new HashMap<>(Map.of(
                read(ClientOperation.Subject.ORDERS), new ClientAnswer.Orders(List.of(order("canceled", "0.10"))),
                read(ClientOperation.Subject.FILLS), new ClientAnswer.Fills(List.of(fill())),
                read(ClientOperation.Subject.BALANCES),
                        new ClientAnswer.Balances(
                                Map.of(
                                        "USDT",
                                        new BigDecimal("95"),
                                        "BTC",
                                        new BigDecimal("0.0990"),
                                        "ETH",
                                        BigDecimal.ZERO),
                                120),
                read(ClientOperation.Subject.MOVES),
                        new ClientAnswer.Moves(
                                List.of(new ClientAnswer.Move("1", "USDT", new BigDecimal("100"), 101)))));
    }

    private static ClientOperation read(ClientOperation.Subject subject) {
        return new ClientOperation.Read(ACCOUNT, subject, "");
    }

    private static StreamReport report(
            List<ReceivedEntry> entries, List<ReceivedEntry> again, Map<ClientOperation, ClientAnswer> reads) {
        AccountStreamReading reading = new AccountStreamReading(ACCOUNT, entries, 4, sound().size(), again, List.of());
        return StreamCheck.report(List.of(reading), List.of(BOOK), reads);
    }

    /** Findings when received entries differ from the sent ones. */
    private static StreamReport planted(Consumer<List<ReceivedEntry>> change) {
        List<ReceivedEntry> changed = new ArrayList<>(sound());
        change.accept(changed);
        StreamReport report = report(changed, sound(), reads());
        assertFalse(report.isAccepted());
        return report;
    }

    private static void requireFound(String subject, StreamReport report) {
        assertTrue(report.findings().stream().anyMatch(found -> found.contains(subject)), report.findings()::toString);
    }

    @Test
    void aSoundReadingIsAcceptedAndCounted() {
        StreamReport report = report(sound(), sound(), reads());

        assertEquals(List.of(), report.findings());
        assertTrue(report.isAccepted());
        assertEquals(
                List.of(
                        "readers=1 reconnects=3 numbers=11 missed=0 repeated=0 misplaced=0",
                        "books=1 reconnects=2 changes=40 broken=0"),
                report.lines());
        assertEquals(List.of(), StreamReport.NONE.lines(), "nobody read");
    }

    @Test
    void aGapIsFound() {
        StreamReport report = planted(entries -> entries.removeIf(entry -> entry.number() == 8));

        assertEquals(1, report.missed());
        assertEquals(0, report.repeated() + report.misplaced());
        requireFound("a0: entry 8 of 11 never came", report);
    }

    @Test
    void aMissingEndIsFound() {
        StreamReport report = planted(entries -> entries.subList(9, 11).clear());

        assertEquals(2, report.missed());
        requireFound("a0: entry 11 of 11 never came", report);
    }

    @Test
    void aRepeatIsFound() {
        StreamReport report = planted(entries -> entries.add(8, entries.get(7)));

        assertEquals(1, report.repeated());
        assertEquals(0, report.missed() + report.misplaced());
        requireFound("a0: entry 8 came again", report);
    }

    @Test
    void anotherOrderIsFound() {
        StreamReport report = planted(entries -> Collections.swap(entries, 7, 8));

        assertEquals(1, report.misplaced());
        assertEquals(0, report.missed() + report.repeated());
        requireFound("a0: entry 8 came behind entry 9", report);
    }

    @Test
    void anEntryBeyondTheLastIsFound() {
        requireFound(
                "entry 12 came, and the last one there is is 11",
                planted(entries -> entries.add(entry(12, new ReceivedEntry.Nothing("refused")))));
    }

    @Test
    void anEntryThatIsAnotherWhenItIsReadAgainIsFound() {
        List<ReceivedEntry> again = new ArrayList<>(sound());
        again.set(7, entry(8, new ReceivedEntry.BalanceContent("BTC", new BigDecimal("0.099"))));
        requireFound("an entry was ReceivedEntry[number=8", report(sound(), again, reads()));
        requireFound(
                "read again, the stream ends before entry 10 of 11", report(sound(), sound().subList(0, 9), reads()));
        again = new ArrayList<>(sound());
        again.remove(4);
        requireFound("read again, entry 6 came where 5 is next", report(sound(), again, reads()));
        assertTrue(report(sound(), sound().subList(4, 11), reads()).isAccepted(), "the oldest are not kept for ever");
    }

    @Test
    void balanceThatDiffersFromEarlierEntriesIsDetected() {
        StreamReport report = planted(
                entries -> entries.set(6, entry(7, new ReceivedEntry.BalanceContent("USDT", new BigDecimal("94")))));
        requireFound("entry 7 says 94 USDT, those before it sum to 95.00", report);
    }

    @Test
    void streamThatDiffersFromTheApiIsDetected() {
        requireFound(
                "its orders are not those of its stream",
                planted(entries ->
                        entries.set(10, entry(11, new ReceivedEntry.OrderContent(order("expired", "0.1"))))));
        for (ClientOperation.Subject subject : List.of(
                ClientOperation.Subject.ORDERS,
                ClientOperation.Subject.FILLS,
                ClientOperation.Subject.BALANCES,
                ClientOperation.Subject.MOVES)) {
            Map<ClientOperation, ClientAnswer> unread = reads();
            unread.put(read(subject), new ClientAnswer.NotDelivered("view_behind"));
            requireFound("only answered [NotDelivered[why=view_behind]]", report(sound(), sound(), unread));
        }
        Map<ClientOperation, ClientAnswer> more = reads();
        more.put(
                read(ClientOperation.Subject.BALANCES),
                new ClientAnswer.Balances(Map.of("USDT", new BigDecimal("96")), 120));
        requireFound(
                "its balances are not those of its stream: only answered [96 USDT]", report(sound(), sound(), more));
    }

    @Test
    void problemsNotedByReadersCount() {
        AccountStreamReading reading =
                new AccountStreamReading(ACCOUNT, sound(), 1, 11, sound(), List.of("entry 3 is not kept"));
        requireFound("a0: entry 3 is not kept", StreamCheck.report(List.of(reading), List.of(), reads()));
        AccountStreamReading none = new AccountStreamReading(ACCOUNT, List.of(), 1, 0, List.of(), List.of());
        requireFound("a0: there is no entry to read", StreamCheck.report(List.of(none), List.of(), reads()));
        requireFound(
                "did not follow each other 2 times",
                StreamCheck.report(List.of(), List.of(new DepthReading(1, 4, 2, List.of())), Map.of()));
        requireFound(
                "the book crossed",
                StreamCheck.report(
                        List.of(), List.of(new DepthReading(1, 4, 0, List.of("the book crossed"))), Map.of()));
        requireFound(
                "never saw the book",
                StreamCheck.report(List.of(), List.of(new DepthReading(1, 0, 0, List.of())), Map.of()));
    }
}
