package com.flowex.marketdata.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.order.Side;
import com.flowex.marketdata.store.PublicTrade;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TapeTest {

    private static PublicTrade trade(long id) {
        return new PublicTrade(id, id, 1, 1, 1, Side.BUY, id);
    }

    @Test
    void theLatestTradesComeNewestFirst() {
        Tape tape = new Tape(4);
        for (long id = 1; id <= 6; id++) {
            tape.add(trade(id));
        }

        assertEquals(List.of(trade(6), trade(5), trade(4), trade(3)), tape.latest(100));
        assertEquals(List.of(trade(6)), tape.latest(1));
        assertEquals(List.of(), new Tape(4).latest(100));
    }

    /** Closes a part of finding T12: public trades come in pages. */
    @Test
    void tradesBeforeAnEventAreAPageOfTheirOwn() {
        Tape tape = new Tape(4);
        for (long id = 1; id <= 6; id++) {
            tape.add(trade(id));
        }

        assertEquals(List.of(trade(4), trade(3)), tape.before(5, 2));
        assertEquals(List.of(), tape.before(3, 2));
    }

    @Test
    void tradesFromOneOnAreKnownWhereTheOneBeforeIs() {
        Tape tape = new Tape(4);
        for (long id = 1; id <= 6; id++) {
            tape.add(trade(id));
        }

        assertEquals(Optional.of(List.of(trade(5), trade(6))), tape.from(trade -> trade.id() < 5, 9));
        assertEquals(Optional.of(List.of(trade(4))), tape.from(trade -> trade.id() < 4, 1));
        assertEquals(Optional.of(List.of()), tape.from(trade -> trade.id() < 7, 9));
        assertEquals(Optional.empty(), tape.from(trade -> trade.id() < 3, 9));
        assertEquals(Optional.empty(), new Tape(4).from(trade -> trade.id() < 3, 9));
        assertEquals(6, tape.firstPlace(trade -> true));
        assertEquals(2, tape.firstPlace(trade -> false));
    }

    @Test
    void aReaderThatIsOvertakenLearnsIt() {
        Tape tape = new Tape(4);
        for (long id = 1; id <= 6; id++) {
            tape.add(trade(id));
        }

        assertTrue(tape.at(1).isEmpty());
        assertEquals(trade(3), tape.at(2).orElseThrow().trade());
    }

    @Test
    void aTradeIsEncodedOnceForAll() {
        Tape tape = new Tape(4);
        tape.add(trade(1));
        Tape.Entry entry = tape.at(0).orElseThrow();

        Tape.Words words = new Tape.Words();
        Tape.Words others = new Tape.Words();
        String first = entry.text(words, _ -> new String("once"));
        assertEquals("theirs", entry.text(others, _ -> "theirs"));
        assertSame(first, entry.text(words, _ -> "twice"));
    }

    /** Goal: no trade is missed silently. Method: a reader races a writer that overtakes it again and again. */
    @Test
    @Timeout(900)
    void tapeReaderSeesEveryTradeInOrderOrAGap() throws InterruptedException {
        Tape tape = new Tape(64);
        long count = 2_000_000;
        Thread writer = Thread.ofPlatform().start(() -> {
            for (long id = 0; id < count; id++) {
                tape.add(trade(id));
            }
        });
        long read = 0;
        long place = 0;
        while (place < count) {
            if (place == tape.end()) {
                Thread.onSpinWait();
                continue;
            }
            Optional<Tape.Entry> entry = tape.at(place);
            if (entry.isEmpty()) {
                place = tape.end() - 1;
                continue;
            }
            assertEquals(place, entry.get().trade().id());
            place++;
            read++;
        }
        writer.join();
        assertTrue(read > 0);
    }
}
