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

/** A loan by an order is seen in the wallet as any other: in the account, the pool's debts, interest and transactions. */
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
            world.exchange.accepted(new PlaceBorrowingOrder(new OrderRequest(
                    WalletWorld.account(1),
                    ClientOrderId.of("borrows"),
                    new InstrumentId(1),
                    Side.BUY,
                    new Quantity(5_000_000),
                    new OrderTerms.Limit(new Price(5_000_000), TimeInForce.GTC, false))));
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
        }
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
