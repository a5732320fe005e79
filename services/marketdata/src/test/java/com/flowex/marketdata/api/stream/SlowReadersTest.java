package com.flowex.marketdata.api.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.socket.StreamLimits;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.Scale;
import com.flowex.marketdata.view.Tape;
import com.flowex.platform.testing.Await;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that take nothing, or nothing in time: none of them costs more than its limits. */
@Timeout(900)
class SlowReadersTest extends StreamStand {

    @Test
    void aClientThatIsGoneWithoutAWordIsForgotten() {
        reopen(limits(100, Duration.ofMillis(100), Duration.ofSeconds(30)));
        try (SilentClient client = SilentClient.connect(server.port())) {
            client.send("{\"op\":\"subscribe\",\"channel\":\"trades\",\"symbol\":\"BTC-USD\"}");
            Await.until(() -> hub.connections() == 1);
        }
        Await.until(() -> hub.connections() == 0);
    }

    @Test
    void aClientThatIsPingedAndAnswersMayStaySilent() {
        StreamLimits limits = new StreamLimits(
                100,
                100,
                4_096,
                256,
                65_536,
                16,
                Duration.ofMillis(200),
                Duration.ofSeconds(6),
                Duration.ofSeconds(30),
                Duration.ofMillis(500));
        reopen(limits);
        try (StreamClient client = connect();
                SilentClient deaf = SilentClient.connect(server.port())) {
            client.subscribed("trades");
            Await.until(() -> hub.connections() == 2);
            Await.until(() -> hub.connections() == 1); // the deaf one does not answer
            assertEquals("1008 silent", deaf.closeReason());
            client.send("{\"op\":\"ping\"}");
            assertEquals("pong", client.next().path("type").asText());
        }
    }

    /**
     * Failure 19: slow readers exhaust the heap.
     *
     * <p>Goal: an overtaken reader is notified. Method: a raw socket subscribes to trades and reads nothing until far
     * more has been traded than socket and tape hold; then it reads to the end.
     */
    @Test
    void aReaderThatTheTradesOvertakeIsClosedWithAReason() {
        try (SilentClient client = SilentClient.connect(server.port())) {
            client.send("{\"op\":\"subscribe\",\"channel\":\"trades\",\"symbol\":\"BTC-USD\"}");
            Await.until(() -> hub.connections() == 1);
            for (int i = 0; i < 12; i++) { // 12 x 16,384 x 190 bytes = 37 MB
                live.trade(Tape.CAPACITY);
                live.publish();
            }

            assertEquals("1008 slow_reader", client.closeReason());
        }
        Await.until(() -> hub.connections() == 0);
        assertEquals(1, counted("flowex.market.data.stream.slow.readers"));
    }

    /** Failure 19: a reader that takes nothing at all, ever, costs at most its limits and is cut. */
    @Test
    void aReaderThatTakesNothingIsCut() {
        reopen(limits(100, Duration.ofSeconds(60), Duration.ofMillis(500)));
        try (SilentClient client = SilentClient.connect(server.port())) {
            client.send("{\"op\":\"subscribe\",\"channel\":\"trades\",\"symbol\":\"BTC-USD\"}");
            Await.until(() -> hub.connections() == 1);
            Await.until(() -> {
                live.trade(300); // 60,000 a second: fewer than a reader could take
                live.publish();
                return counted("flowex.market.data.stream.stalled.readers") > 0;
            });
            Await.until(() -> hub.connections() == 0);
        }
    }

    /** Closes finding T6: who took nothing, and then takes what is stuck, reads why it ended. */
    @Test
    void cutReaderReadsItsCloseReasonAfterAll() {
        reopen(limits(100, Duration.ofSeconds(60), Duration.ofMillis(500), Duration.ofSeconds(60)));
        try (SilentClient client = SilentClient.connect(server.port())) {
            client.send("{\"op\":\"subscribe\",\"channel\":\"trades\",\"symbol\":\"BTC-USD\"}");
            Await.until(() -> hub.connections() == 1);
            Await.until(() -> {
                live.trade(300);
                live.publish();
                return counted("flowex.market.data.stream.stalled.readers") > 0;
            });

            assertEquals("1008 slow_reader", client.closeReason());
        }
    }

    /**
     * A slow reader of depth is not closed while it reads in time: what it missed is conflated. Its limits of
     * time exceed what a busy machine needs for the updates.
     */
    @Test
    void aSlowReaderOfDepthGetsTheNetChange() {
        Duration far = Duration.ofMinutes(15);
        reopen(new StreamLimits(100, 100, 4_096, 256, 65_536, 16, far, far, far, Duration.ofMillis(500)));
        live.rest(Side.BUY, 5_000, 1);
        live.publish();
        try (SilentClient client = SilentClient.connect(server.port())) {
            client.send("{\"op\":\"subscribe\",\"channel\":\"depth\",\"symbol\":\"BTC-USD\"}");
            Await.until(() -> hub.connections() == 1);
            int updates = 3_000; // x 1,000 levels x 20 bytes = 60 MB, if each were sent
            for (int i = 0; i < updates; i++) {
                IntStream.range(6_000, 7_000).forEach(price -> live.rest(Side.BUY, price, 1));
                live.publish();
            }

            SharedBook book = new SharedBook(new Scale(2), new Scale(4));
            int messages =
                    client.readInto(book, live.market().view().depth().depth().sequence());
            assertTrue(messages < updates, () -> messages + " messages for " + updates + " updates");
            assertEquals(0, book.gaps());
            assertEquals(updates, book.levels(Side.BUY).get(6_500L));
        }
    }
}
