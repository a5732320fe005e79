package com.flowex.wallet;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.wallet.app.user.AccessChanges;
import com.flowex.wallet.app.withdrawal.OutgoingSales;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

@Timeout(900)
class OutgoingSalesTest {

    private final WalletWorld world = new WalletWorld(Map.of("FLOWEX_FEATURE_RATE_LIMITING", "off"));

    @AfterEach
    void close() {
        world.close();
    }

    private void sql(String statement) {
        world.stand.database().asOwner(1, connection -> Sql.execute(connection, statement));
    }

    private void allowed(String rest) {
        world.server.post(
                "/api/wallet/allow-list" + rest,
                rest.isEmpty() ? "{\"network\":\"internal\",\"address\":\"1002\"}" : "{\"enabled\":true}",
                world.ada);
    }

    private String refusal(Executable requested) {
        return assertThrows(Refusal.class, requested).code().code();
    }

    private LocalDate counted(OutgoingSales sales, OutgoingSales.Seller seller, Asset usdt, long units) {
        return world.stand
                .database()
                .transaction(1, connection -> sales.count(connection, seller, usdt, units, WalletWorld.account(2)));
    }

    /** A sale to a person is a way out as a transfer is: each row of the table in docs/security.md. */
    @Test
    void aSaleToAPersonObeysTheRulesOfMoneyThatLeaves() {
        OutgoingSales sales = new OutgoingSales(
                world.stand.database(),
                world.stand.tenants(),
                world.reader.dependencies().people(),
                InstantSource.system());
        Asset usdt = world.reader.asset(1, "USDT");
        AccountId bob = WalletWorld.account(2);
        var ada = new OutgoingSales.Seller(WalletWorld.account(1), 1, Optional.empty());
        var key = new OutgoingSales.Seller(WalletWorld.account(1), 1, Optional.of("k"));
        Executable offer = () -> sales.requireMayOffer(ada, usdt);
        Executable sell = () -> sales.requireMaySell(ada, usdt, 1_000_000, bob);
        Executable release = () -> sales.requireMayRelease(ada, usdt, 1_000_000, bob, "123456");
        List<Executable> all = List.of(offer, sell, release);
        all.forEach(each -> assertDoesNotThrow(each));

        world.restrained = 1;
        all.forEach(each -> assertEquals("account_restricted", refusal(each)));
        world.restrained = 0;
        world.right = (_, _, _) -> {
            throw new Refusal(RefusalCode.FORBIDDEN, "withdraw is gone");
        };
        all.forEach(each -> assertEquals("forbidden", refusal(each)));
        world.right = (_, _, _) -> {};
        world.lately = new AccessChanges.RecentAccessChanges(false, true, false);
        all.forEach(each -> assertEquals("account_restricted", refusal(each)));
        world.lately = AccessChanges.RecentAccessChanges.NOTHING;
        world.secondFactor = true;
        assertEquals("second_factor_required", refusal(() -> sales.requireMayRelease(ada, usdt, 1, bob, "")));
        assertEquals("sale", world.payments.getLast().kind());
        world.secondFactor = false;

        allowed("/mode");
        all.forEach(each -> assertEquals("address_not_allowed", refusal(each)));
        allowed("");
        assertEquals("address_not_allowed", refusal(sell), "not before its time");
        sql("UPDATE custody.allowed_addresses SET active_from = now()");
        assertDoesNotThrow(sell);
        assertDoesNotThrow(release);
        assertEquals("address_not_allowed", refusal(offer), "it is open to all");
        sql("UPDATE custody.allow_lists SET off_from = now()");
        assertDoesNotThrow(offer);
        assertEquals("address_not_allowed", refusal(() -> sales.requireMayOffer(key, usdt)));
        assertDoesNotThrow(() -> sales.requireMaySell(key, usdt, 1, bob));
        assertEquals("address_not_allowed", refusal(() -> sales.requireMaySell(key, usdt, 1, AccountId.outsideOf(1))));

        sql("INSERT INTO custody.terms (tenant_id, asset_id, daily_user, approval_above, version)"
                + " VALUES (1, 3, 5000000, 4000000, 1)");
        assertEquals("withdrawal_limit", refusal(() -> counted(sales, ada, usdt, 4_000_001)));
        LocalDate day = counted(sales, ada, usdt, 3_000_000);
        assertEquals("withdrawal_limit", refusal(() -> counted(sales, ada, usdt, 2_000_001)));
        world.stand.database().transaction(1, connection -> {
            sales.giveBack(connection, ada.account(), usdt.id(), day, 3_000_000);
            return day;
        });
        counted(sales, ada, usdt, 4_000_000);

        sql(
                "INSERT INTO custody.reconciliations (tenant_id, asset_id, network, verdict, chain_units, expected_units, detail, stopped)"
                        + " VALUES (1, 3, 'simulated', 'differs', 1, 2, '', 'a difference')"
                        + " ON CONFLICT (tenant_id, asset_id, network) DO UPDATE SET stopped = excluded.stopped");
        all.forEach(each -> assertEquals("withdrawals_stopped", refusal(each)));
    }
}
