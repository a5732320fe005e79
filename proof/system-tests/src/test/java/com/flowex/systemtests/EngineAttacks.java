package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.RulesVersion;
import com.flowex.domain.account.KillScope;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.account.TransferStep;
import com.flowex.domain.command.AdoptRules;
import com.flowex.domain.command.ChangeMarketState;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.ListInstrument;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.command.PostTransferChain;
import com.flowex.domain.command.SetKillSwitch;
import com.flowex.domain.command.SetMarginLevels;
import com.flowex.domain.command.SetMarginRates;
import com.flowex.domain.command.SetMarginTerms;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.EventSink;
import com.flowex.domain.event.MarginLevelsSet;
import com.flowex.domain.event.OrderExpired;
import com.flowex.domain.event.Rejection;
import com.flowex.domain.margin.MarginLevels;
import com.flowex.domain.margin.MarginRates;
import com.flowex.domain.margin.MarginTerms;
import com.flowex.domain.margin.MarginTier;
import com.flowex.domain.margin.RateDiscount;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.order.FirstAnswer;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.state.TenantState;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.domain.value.Scale;
import com.flowex.domain.value.TransferId;
import com.flowex.engine.Exchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Commands that cross tenants, sent to an engine of their own: HTTP sends none of them, because it looks things up by tenant
 * first, and the engine refuses them all the same. Tenants 2 and 3 have the same assets, markets and symbols.
 */
final class EngineAttacks {

    private static final int LEFT = 2;
    private static final int RIGHT = 3;
    private static final int ORDERS = 1_100;

    private final Exchange exchange = new Exchange();
    private final List<Event> events = new ArrayList<>();
    private long timeNanos = 1_000;
    private long ids;

    private final EventSink sink = new EventSink() {
        @Override
        public void event(Event event) {
            events.add(event);
        }

        @Override
        public void repeated(FirstAnswer answer) {
            throw new AssertionError("every id is new, and yet: " + answer);
        }
    };

    private EngineAttacks() {}

    static void run() {
        EngineAttacks attacks = new EngineAttacks();
        attacks.listings();
        attacks.transfers();
        attacks.markets();
        attacks.killSwitches();
        attacks.lending();
    }

    /** The reason of a refusal, or "" if it was accepted. */
    private String answer(Command command) {
        events.clear();
        exchange.apply(command, ++timeNanos, sink);
        return events.stream()
                .filter(Rejection.class::isInstance)
                .map(event -> ((Rejection) event).reason().name())
                .findFirst()
                .orElse("");
    }

    private void expect(String reason, Command command) {
        assertEquals(reason, answer(command), command.toString());
    }

    private static AssetId coin(int tenant) {
        return new AssetId(10 * tenant + 1);
    }

    private static AssetId money(int tenant) {
        return new AssetId(10 * tenant + 2);
    }

    private static AccountId trader(int tenant) {
        return new AccountId(tenant, 1_000L + tenant);
    }

    private static ListAsset asset(int tenant, AssetId id, String code) {
        return new ListAsset(new Asset(tenant, id, code, new Scale(0), 1_000_000));
    }

    private static ListInstrument market(int tenant, int id, AssetId base, AssetId quote) {
        InstrumentRules rules = new InstrumentRules(new Scale(0), 1, 10_000, 1, 1, 1_000, 0);
        return new ListInstrument(
                new Instrument(tenant, new InstrumentId(id), "COIN-USD", base, quote, rules, new FeeRates(0, 0)));
    }

    private void listings() {
        for (int tenant : new int[] {LEFT, RIGHT}) {
            expect("", asset(tenant, coin(tenant), "COIN"));
            expect("", asset(tenant, money(tenant), "USD"));
            expect("ASSET_EXISTS", asset(tenant, new AssetId(90 + tenant), "COIN"));
        }
        expect("OTHER_TENANT", market(RIGHT, 90, coin(LEFT), money(RIGHT)));
        expect("OTHER_TENANT", market(RIGHT, 90, coin(RIGHT), money(LEFT)));
        for (int tenant : new int[] {LEFT, RIGHT}) {
            expect("", market(tenant, tenant, coin(tenant), money(tenant)));
            expect("INSTRUMENT_EXISTS", market(tenant, 90 + tenant, coin(tenant), money(tenant)));
            expect("", new OpenAccount(trader(tenant)));
        }
    }

    private Transfer transfer(AccountId from, AccountId to, AssetId asset) {
        return new Transfer(new TransferId(1, ++ids), from, to, new Amount(asset, 10_000), TransferKind.DEPOSIT);
    }

    private Transfer deposit(int tenant) {
        return transfer(AccountId.outsideOf(tenant), trader(tenant), coin(tenant));
    }

    private void transfers() {
        expect("", new PostTransfer(deposit(LEFT)));
        expect("", new PostTransfer(deposit(RIGHT)));
        expect("OTHER_TENANT", new PostTransfer(transfer(trader(LEFT), trader(RIGHT), coin(LEFT))));
        expect("OTHER_TENANT", new PostTransfer(transfer(AccountId.outsideOf(RIGHT), trader(LEFT), coin(LEFT))));
        expect("OTHER_TENANT", new PostTransfer(transfer(AccountId.outsideOf(LEFT), trader(RIGHT), coin(LEFT))));
        expect(
                "OTHER_TENANT",
                new PostTransferChain(
                        List.of(new TransferStep.Post(deposit(LEFT)), new TransferStep.Post(deposit(RIGHT)))));
        Transfer reserved = transfer(trader(LEFT), AccountId.outsideOf(LEFT), coin(LEFT));
        expect("", new PostTransferChain(List.of(new TransferStep.Reserve(reserved, 0))));
        expect("OTHER_TENANT", new PostTransferChain(List.of(new TransferStep.Post(deposit(RIGHT)), voided(reserved))));
        expect("", new PostTransferChain(List.of(voided(reserved))));
        expect("", new PostTransfer(deposit(RIGHT)));
    }

    private TransferStep voided(Transfer reserved) {
        return new TransferStep.VoidReserved(new TransferId(1, ++ids), reserved.id());
    }

    private PlaceOrder order(int tenant, int market) {
        OrderTerms.Limit terms = new OrderTerms.Limit(new Price(1 + ids % 5_000), TimeInForce.GTC, false);
        return new PlaceOrder(new OrderRequest(
                trader(tenant),
                ClientOrderId.of("o" + ++ids),
                new InstrumentId(market),
                Side.SELL,
                new Quantity(1),
                terms));
    }

    private void markets() {
        expect("", order(LEFT, LEFT));
        expect("UNKNOWN_INSTRUMENT", order(RIGHT, LEFT));
        expect("UNKNOWN_INSTRUMENT", new ChangeMarketState(RIGHT, new InstrumentId(LEFT), MarketState.HALTED));
        expect("UNKNOWN_INSTRUMENT", new SetKillSwitch(new KillScope.OfMarket(RIGHT, new InstrumentId(LEFT)), true));
    }

    private void killSwitches() {
        expect("", order(RIGHT, RIGHT));
        for (int i = 0; i < ORDERS; i++) {
            expect("", order(LEFT, LEFT));
        }
        expect("", new SetKillSwitch(new KillScope.OfTenant(RIGHT), true));
        assertEquals(1, events.stream().filter(OrderExpired.class::isInstance).count(), "only its own order ends");
        expect("TENANT_KILLED", order(RIGHT, RIGHT));
        expect("", order(LEFT, LEFT));
        expect("", new SetKillSwitch(new KillScope.OfTenant(LEFT), true));
        Map<Integer, Boolean> ending = new TreeMap<>();
        exchange.writeState(piece -> {
            if (piece instanceof TenantState(int tenant, boolean isEnding)) {
                ending.put(tenant, isEnding);
            }
        });
        assertEquals(Map.of(LEFT, true, RIGHT, false), ending, "whose orders are still to be ended");
        expect("", new SetKillSwitch(new KillScope.OfTenant(RIGHT), false));
        expect("", order(RIGHT, RIGHT));
        expect("TENANT_KILLED", order(LEFT, LEFT));
    }

    /** Sets terms of another tenant's asset, and levels of two tenants: neither tenant's depend on the other's. */
    private void lending() {
        expect("", new AdoptRules(RulesVersion.NEWEST));
        MarginTerms terms = new MarginTerms(new Scale(2), 0, List.of(new MarginTier(0, 50_000, 40_000)), 1_000, 10_000);
        expect("OTHER_TENANT", new SetMarginTerms(RIGHT, coin(LEFT), terms));
        MarginRates ofLeft = new MarginRates(List.of(), List.of(new RateDiscount(0, 1)), coin(LEFT));
        expect("OTHER_TENANT", new SetMarginRates(RIGHT, coin(LEFT), MarginRates.NONE));
        expect("OTHER_TENANT", new SetMarginRates(RIGHT, coin(RIGHT), ofLeft));
        MarginLevels levels = new MarginLevels(1_400_000, 1_200_000, 0);
        for (int tenant : new int[] {LEFT, RIGHT}) {
            expect("", new SetMarginLevels(tenant, levels));
            assertTrue(events.contains(new MarginLevelsSet(tenant, levels)), "the first levels of tenant " + tenant);
            expect("", new SetMarginLevels(tenant, levels));
            assertFalse(events.contains(new MarginLevelsSet(tenant, levels)), "equal levels change nothing");
        }
    }
}
