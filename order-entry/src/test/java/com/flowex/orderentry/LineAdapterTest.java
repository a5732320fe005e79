package com.flowex.orderentry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.cluster.client.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Goal: whatever is needed to trade is at the account market, so that another way in is a translator and nothing more. Method: one that speaks
 * lines over a socket, with no HTTP, no JSON, no view and no database in the process, places, fills, cancels, is refused, and asks
 * again when no answer came.
 */
class LineAdapterTest {

    private final Floor floor = new Floor();
    private LineAdapter adapter;
    private LineClient maker;
    private LineClient taker;

    /** A client at the other end of the line. */
    private static final class LineClient implements AutoCloseable {

        private final Socket socket;
        private final BufferedReader in;
        private final PrintWriter out;

        LineClient(LineAdapter adapter, int tenant, long account) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), adapter.port());
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            out = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8);
            out.println("ACCOUNT " + tenant + " " + account);
        }

        String says(String line) throws IOException {
            out.println(line);
            return in.readLine();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @BeforeEach
    void open() throws IOException {
        floor.trader(1_001);
        floor.trader(1_002);
        adapter = new LineAdapter(floor.orderEntry);
        maker = new LineClient(adapter, 1, 1_001);
        taker = new LineClient(adapter, 1, 1_002);
    }

    @AfterEach
    void close() throws IOException {
        maker.close();
        taker.close();
        adapter.close();
    }

    @Test
    void placedOrderIsAnsweredWithItsFills() throws IOException {
        assertEquals("PLACED 1 OPEN 0.5", maker.says("PLACE m1 BTC-USDT SELL 0.5 100.00"));
        assertEquals("PLACED 2 OPEN 1", maker.says("PLACE m2 BTC-USDT SELL 1 100.25"));

        assertEquals(
                "PLACED 3 FILLED 0.5 AT 100 FILLED 1 AT 100.25 OPEN 0.5", taker.says("PLACE t1 BTC-USDT BUY 2 101"));
    }

    @Test
    void anOrderIsCanceledOnceAndByItsOwnerOnly() throws IOException {
        assertEquals("PLACED 1 OPEN 1", maker.says("PLACE m1 BTC-USDT SELL 1 100"));

        assertTrue(taker.says("CANCEL 1").startsWith("REFUSED unknown_order "));
        assertEquals("CANCELED 1", maker.says("CANCEL 1"));
        assertTrue(maker.says("CANCEL 1").startsWith("REFUSED unknown_order "));
    }

    @Test
    void aRefusalSaysTheMarketsOwnNumbersAndNoRouteOfHttp() throws IOException {
        assertEquals(
                "REFUSED quantity_off_lot quantity must be a multiple of 0.00001",
                maker.says("PLACE m1 BTC-USDT SELL 0.000005 100"));
        assertEquals(
                "REFUSED insufficient_funds the order needs more than is available",
                maker.says("PLACE m2 BTC-USDT BUY 1000 100000"));
        assertEquals("REFUSED unknown_instrument there is no such market", maker.says("PLACE m3 ETH-EUR BUY 1 1"));
    }

    @Test
    void orderWithoutAnAnswerIsFoundByItsId() throws IOException {
        floor.loseAnswers();
        assertEquals("UNKNOWN m1", maker.says("PLACE m1 BTC-USDT SELL 1 100"));
        floor.answerInstead(new Outcome.Unknown());
        assertEquals("UNKNOWN m2", maker.says("PLACE m2 BTC-USDT SELL 1 100"));

        floor.mend();
        assertEquals("KNOWN 1", maker.says("ASK m1"));
        assertEquals("NEVER", maker.says("ASK m2"));
        assertEquals("BEFORE 1", maker.says("PLACE m1 BTC-USDT SELL 1 100"));
        assertEquals("PLACED 2 OPEN 1", maker.says("PLACE m2 BTC-USDT SELL 1 100"));
    }

    @Test
    void orderThatWasNotSentIsRefused() throws IOException {
        floor.answerInstead(new Outcome.Overloaded());

        assertTrue(maker.says("PLACE m1 BTC-USDT SELL 1 100").startsWith("REFUSED overloaded "));
    }

    @Test
    void aMarketOfAnotherTenantIsNoneHere() throws IOException {
        try (LineClient other = new LineClient(adapter, 2, 1_003)) {
            assertEquals("REFUSED unknown_instrument there is no such market", other.says("PLACE o1 BTC-USDT BUY 1 1"));
        }
    }
}
