package com.flowex.wallet;

import static com.flowex.wallet.MarginWorld.asset;
import static com.flowex.wallet.MarginWorld.done;
import static com.flowex.wallet.MarginWorld.terms;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.command.PlaceBorrowingOrder;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PlaceRepayingOrder;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.domain.value.TransferId;
import com.flowex.wallet.store.margin.LoanHistory;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A loan or repayment by an order is seen in the wallet as any other: in the account, the pool's debts, interest and transactions. */
@Timeout(900)
class OrderLoanViewTest {

    @Test
    void aLoanByAnOrderIsSeenAsAnyOther() {
        try (MarginWorld margin = new MarginWorld()) {
            WalletWorld world = margin.world;
            done(200, margin.setTerms("BTC", terms(0, "1")));
            done(200, margin.setTerms("USDT", terms(0, "20000")));
            margin.costs("50000");
            fundPool(world);

            // Ada has 2,000 USDT, and the order needs 2,500.
            world.exchange.accepted(new PlaceBorrowingOrder(order(1, "borrows", Side.BUY, 5_000_000)));
            world.shown();

            JsonNode owing = asset(margin.account(world.ada), "USDT");
            assertEquals("500", owing.path("principal").asText(), owing.toString());
            assertEquals("0.005", owing.path("interest").asText(), owing.toString());
            assertEquals("2500", owing.path("balance").asText(), owing.toString());
            String debts =
                    done(200, margin.get("/pools/USDT/debts", world.admin)).toString();
            assertTrue(debts.contains("\"500\""), debts);
            String charges = done(200, margin.get("/interest", world.ada)).toString();
            assertTrue(charges.contains("0.005"), charges);
            String moved = done(200, world.server.get("/api/wallet/transactions", world.ada))
                    .toString();
            assertTrue(moved.contains("\"500\""), moved);
            assertTrue(new LoanHistory(world.stand.database())
                    .loans(margin.history(1), false, OptionalLong.empty())
                    .getFirst()
                    .isAutomatic());
            aRepaymentByAFillIsSeenAsAnyOther(margin);
        }
    }

    /** Bob sells to ada's order, and ada sells a tenth of it back: 250 USDT less the fee repay. */
    private static void aRepaymentByAFillIsSeenAsAnyOther(MarginWorld margin) {
        WalletWorld world = margin.world;
        give(world, 2, "BTC", 5_000_000);
        give(world, 2, "USDT", 1_000 * world.reader.asset(1, "USDT").scale().unitsPerWhole());
        world.exchange.accepted(new PlaceOrder(order(2, "sells", Side.SELL, 5_000_000)));
        world.exchange.accepted(new PlaceOrder(order(2, "buys", Side.BUY, 500_000)));
        world.exchange.accepted(new PlaceRepayingOrder(order(1, "repays", Side.SELL, 500_000), false));
        world.shown();

        var repaid = new LoanHistory(world.stand.database())
                .loans(margin.history(1), true, OptionalLong.empty())
                .getFirst();
        assertTrue(repaid.isAutomatic(), repaid.toString());
        assertTrue(repaid.interestUnits() > 0, repaid.toString());
        JsonNode owing = asset(margin.account(world.ada), "USDT");
        assertEquals("0", owing.path("interest").asText(), owing.toString());
        assertEquals("2", owing.path("principal").asText().substring(0, 1), owing.toString());
    }

    private static OrderRequest order(long user, String id, Side side, long units) {
        return new OrderRequest(
                WalletWorld.account(user),
                ClientOrderId.of(id),
                new InstrumentId(1),
                side,
                new Quantity(units),
                new OrderTerms.Limit(new Price(5_000_000), TimeInForce.GTC, false));
    }

    private static void give(WalletWorld world, long user, String currency, long units) {
        world.exchange.accepted(new PostTransfer(new Transfer(
                new TransferId(78, units),
                AccountId.outsideOf(1),
                WalletWorld.account(user),
                new Amount(world.reader.asset(1, currency).id(), units),
                TransferKind.GENESIS)));
    }

    private static void fundPool(WalletWorld world) {
        var usdt = world.reader.asset(1, "USDT");
        long units = 10_000 * usdt.scale().unitsPerWhole();
        world.exchange.accepted(new PostTransfer(new Transfer(
                new TransferId(77, 1),
                AccountId.outsideOf(1),
                AccountId.lendingOf(1),
                new Amount(usdt.id(), units),
                TransferKind.GENESIS)));
    }
}
