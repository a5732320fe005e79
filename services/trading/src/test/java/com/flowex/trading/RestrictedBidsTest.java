package com.flowex.trading;

import static com.flowex.trading.TradingWorld.ORDERS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.domain.account.AccountRestriction;
import com.flowex.domain.command.RestrictAccount;
import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.queue.CommandSubmitter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A user restricted by one process is refused by every other from that moment on: the exchange knows it, and no service
 * has to.
 */
@Timeout(900)
class RestrictedBidsTest {

    private static final AccountId ADA = TradingWorld.account(1);

    private final TradingWorld world = new TradingWorld();

    /** The way into the log of the process in which administrators decide. */
    private final CommandSubmitter elsewhere = new CommandSubmitter(world.exchange, new SimpleMeterRegistry());

    @AfterEach
    void close() {
        world.close();
    }

    private void restrict(AccountRestriction restriction) {
        elsewhere.accepted(ADA, new RestrictAccount(ADA, restriction));
    }

    private static void assertRestricted(TestAnswer answer) {
        assertEquals("account_restricted", answer.code(), answer.text());
        assertEquals(403, answer.status());
    }

    @Test
    void reduceOnlyAccountCannotBidAndCanSell() {
        world.placed(world.bob, "buy", "640", "0.1");

        restrict(AccountRestriction.REDUCE_ONLY);

        assertRestricted(world.limit(world.ada, "buy", "650", "0.1"));
        assertRestricted(world.server.post(ORDERS, """
                {"symbol":"BTC-USDT","side":"buy","type":"stop_loss","stop_price":"700","quantity":"0.1"}""", world.ada));
        TestAnswer sale = world.limit(world.ada, "sell", "640", "0.1");
        assertEquals(201, sale.status(), sale.text());
        assertEquals("filled", sale.json().path("status").asText());
        assertEquals(201, world.limit(world.bob, "buy", "650", "0.1").status());

        restrict(AccountRestriction.NONE);
        assertEquals(201, world.limit(world.ada, "buy", "600", "0.1").status());
    }

    @Test
    void restrictionExpiresOpenBidsWithAReason() {
        String bid = world.placed(world.ada, "buy", "600", "0.1");
        String ask = world.placed(world.ada, "sell", "700", "0.1");

        restrict(AccountRestriction.REDUCE_ONLY);
        world.shown();

        JsonNode ended = world.server.get(ORDERS + "/" + bid, world.ada).json();
        assertEquals("expired", ended.path("status").asText());
        assertEquals("account_restricted", ended.path("expiry_reason").asText());
        assertEquals(
                "open",
                world.server
                        .get(ORDERS + "/" + ask, world.ada)
                        .json()
                        .path("status")
                        .asText());
        assertTrue(
                world.server.delete(ORDERS + "/" + ask, world.ada).status() < 300, "who is restricted still cancels");
    }

    @Test
    void suspendedAccountCannotSell() {
        restrict(AccountRestriction.SUSPENDED);

        assertRestricted(world.limit(world.ada, "sell", "700", "0.1"));
        assertRestricted(world.limit(world.ada, "buy", "600", "0.1"));
    }
}
