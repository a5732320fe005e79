package com.flowex.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.flowex.domain.RejectReason;
import com.flowex.domain.RulesVersion;
import com.flowex.domain.account.OrderQuota;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.command.AdoptRules;
import com.flowex.domain.command.AdvanceTime;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.ListInstrument;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.command.QueryOrderQuota;
import com.flowex.domain.command.ResolveClientOrderId;
import com.flowex.domain.command.SetOrderQuota;
import com.flowex.domain.command.TryOrder;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.event.Rejection;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.order.OrderQuotaUsage;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.PreviewAnswer;
import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.domain.value.Scale;
import com.flowex.domain.value.TransferId;
import com.flowex.engine.ids.ClientOrderIds;
import com.flowex.engine.ids.TenantIdQuotas;
import com.flowex.engine.state.ExchangeState;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Closes findings T13 and F12: after 30,000 younger orders an old one traded again when it was repeated, and whoever went on asking
 * filled the memory of all. Method: orders that take nothing and end at once.
 */
class IdSharesScenarioTest {

    private static final int ALL = ClientOrderIds.ANSWERS_MAX + ClientOrderIds.TRACES_MAX;
    private static final long BEGINNING = 1_800_000_000_000_000_000L;

    private final ExchangeState state = new ExchangeState();
    private Exchange exchange = new Exchange(state);
    private final Recorder recorder = new Recorder();
    private long time = BEGINNING;

    private static AccountId ada(int tenant) {
        return new AccountId(tenant, AccountId.CUSTOMERS_FROM);
    }

    private static AccountId bob(int tenant) {
        return new AccountId(tenant, AccountId.CUSTOMERS_FROM + 1);
    }

    private Object apply(Command command) {
        time += 1_000_000;
        exchange.apply(command, time, recorder);
        return recorder.take().getFirst();
    }

    private void begin(int version) {
        if (version > RulesVersion.FIRST) {
            apply(new AdoptRules(version));
        }
        for (int tenant = 1; tenant <= 2; tenant++) {
            AssetId base = new AssetId(2 * tenant);
            AssetId quote = new AssetId(2 * tenant + 1);
            apply(new ListAsset(new Asset(tenant, base, "A", new Scale(0), 1_000_000)));
            apply(new ListAsset(new Asset(tenant, quote, "B", new Scale(0), 1_000_000)));
            InstrumentRules rules = new InstrumentRules(new Scale(0), 1, 1_000, 1, 1, 1_000, 0);
            apply(new ListInstrument(
                    new Instrument(tenant, new InstrumentId(tenant), "A-B", base, quote, rules, new FeeRates(0, 0))));
            for (AccountId account : List.of(ada(tenant), bob(tenant))) {
                apply(new OpenAccount(account));
                apply(new PostTransfer(new Transfer(
                        new TransferId(tenant, account.number()),
                        AccountId.outsideOf(tenant),
                        account,
                        new Amount(quote, 1_000),
                        TransferKind.DEPOSIT)));
            }
        }
    }

    /** Takes nothing of an empty book, and ends. */
    private Object buy(AccountId account, ClientOrderId id) {
        return apply(new PlaceOrder(order(account, id)));
    }

    private static OrderRequest order(AccountId account, ClientOrderId id) {
        return new OrderRequest(
                account,
                id,
                new InstrumentId(account.tenant()),
                Side.BUY,
                new Quantity(1),
                new OrderTerms.Limit(new Price(1), TimeInForce.IOC, false),
                SelfTradePrevention.NONE);
    }

    /** Trying says so before, and nothing leaves for it. */
    private void assertRefusedWhenTriedToo(RejectReason reason, AccountId account, ClientOrderId id) {
        long digest = exchange.digest();
        exchange.apply(new TryOrder(order(account, id)), time, recorder);
        assertEquals(List.of(), recorder.take());
        assertEquals(new PreviewAnswer.Refused(reason), recorder.takeTrial());
        assertEquals(digest, exchange.digest());
        assertRefused(reason, buy(account, id));
    }

    private Object buy(AccountId account, int number) {
        return buy(account, ClientOrderId.of("order-" + number));
    }

    private ClientOrderId dated(int number) {
        return ClientOrderId.dated(time / 1_000_000, 0, number);
    }

    private static void assertRefused(RejectReason reason, Object answer) {
        assertEquals(reason, assertInstanceOf(Rejection.class, answer).reason());
    }

    /** The case of the finding; a log that began by the first rules goes on by them. */
    @Test
    void byTheFirstRulesAnOldOrderTradesAgain() {
        begin(RulesVersion.FIRST);
        for (int i = 0; i <= ALL; i++) {
            assertInstanceOf(OrderAccepted.class, buy(ada(1), i));
        }

        assertInstanceOf(OrderAccepted.class, buy(ada(1), 0));
    }

    /** More than the finding asks for: 30,000 orders an hour, or in a minute, are ordinary for some accounts. */
    @Test
    void oldOrderIsNeverPlacedAgainAndNoTraderIsStopped() {
        begin(RulesVersion.NEWEST);
        for (int i = 0; i <= 2 * ALL; i++) {
            assertInstanceOf(OrderAccepted.class, buy(ada(1), i));
        }

        assertRefused(RejectReason.CLIENT_ORDER_ID_EXPIRED, buy(ada(1), 0));
    }

    /** One fill of half a million ids serves both halves of the day after it. */
    @Test
    void anAccountThatUsesItsShareRepeatsNothingAllDayAndGoesOnWithIdsThatSayTheirTime() {
        begin(RulesVersion.NEWEST);
        for (int i = 0; i < ClientOrderIds.IDS_A_DAY_MAX; i++) {
            assertInstanceOf(OrderAccepted.class, buy(ada(1), i));
        }
        Exchange full = Replays.copyOf(exchange);
        long then = time;
        idsThatSayTheirTimeGoOn();

        exchange = Replays.copyOf(full);
        time = then;
        aQuotaOfItsOwnLetsItContinueUntilItIsUsed();

        exchange = full;
        time = then;
        anIdOfTodayNeverTradesAgainHoweverManyComeAfterIt();
    }

    /** Finding W15: the number of ids was a constant of the code, and the account learned of it by a refusal. */
    private void aQuotaOfItsOwnLetsItContinueUntilItIsUsed() {
        int all = ClientOrderIds.IDS_A_DAY_MAX;
        assertEquals(new OrderQuotaUsage(0, 5_000, all, all), usageOf(ada(1)));
        apply(new SetOrderQuota(ada(1), new OrderQuota(0, all + 2)));
        assertInstanceOf(OrderAccepted.class, buy(ada(1), all));
        assertInstanceOf(OrderAccepted.class, buy(ada(1), all + 1));
        assertRefusedWhenTriedToo(RejectReason.CLIENT_ORDER_IDS_USED_UP, ada(1), ClientOrderId.of("further"));
        exchange = Replays.copyOf(exchange);
        assertEquals(new OrderQuotaUsage(0, 5_000, all + 2, all + 2), usageOf(ada(1)));

        apply(new SetOrderQuota(ada(1), new OrderQuota(7, 1_000)));
        assertRefused(RejectReason.CLIENT_ORDER_IDS_USED_UP, buy(ada(1), all + 2));
        time += 2 * ClientOrderIds.ANSWER_NANOS;
        for (int i = 0; i < all / 60; i++) {
            exchange.apply(AdvanceTime.ADVANCE_TIME, time, recorder);
        }
        assertInstanceOf(OrderAccepted.class, buy(ada(1), dated(0)));
        assertEquals(new OrderQuotaUsage(0, 7, 1, 1_000), usageOf(ada(1)));
        assertEquals(new OrderQuotaUsage(0, 7, 1, 1_000), usageOf(Replays.copyOf(exchange), ada(1)));
        assertRefused(
                RejectReason.UNKNOWN_ACCOUNT, apply(new SetOrderQuota(new AccountId(1, 4_711), new OrderQuota(1, 0))));
    }

    private OrderQuotaUsage usageOf(AccountId account) {
        return usageOf(exchange, account);
    }

    private OrderQuotaUsage usageOf(Exchange exchange, AccountId account) {
        exchange.apply(new QueryOrderQuota(account), time, recorder);
        assertEquals(List.of(), recorder.take());
        return ((PreviewAnswer.Quota) recorder.takeTrial()).usage();
    }

    /** Nearly six orders a second all day; what says its time is never refused for it. */
    private void idsThatSayTheirTimeGoOn() {
        assertRefusedWhenTriedToo(RejectReason.CLIENT_ORDER_IDS_USED_UP, ada(1), ClientOrderId.of("further"));
        assertRefused(RejectReason.CLIENT_ORDER_IDS_USED_UP, buy(ada(1), ClientOrderIds.IDS_A_DAY_MAX));
        assertRefused(RejectReason.CLIENT_ORDER_ID_EXPIRED, buy(ada(1), 0));
        assertRefused(
                RejectReason.CLIENT_ORDER_IDS_USED_UP,
                apply(new ResolveClientOrderId(ada(1), ClientOrderId.of("new"), true)));
        assertInstanceOf(OrderAccepted.class, buy(bob(1), 0));
        assertInstanceOf(OrderAccepted.class, buy(ada(2), 0));

        ClientOrderId first = dated(0);
        for (int i = 0; i < ALL; i++) {
            assertInstanceOf(OrderAccepted.class, buy(ada(1), dated(i)));
        }
        assertRefused(RejectReason.CLIENT_ORDER_ID_EXPIRED, buy(ada(1), first));
        assertRefused(RejectReason.CLIENT_ORDER_ID_EXPIRED, buy(ada(1), 0));

        long digest = exchange.digest();
        exchange = Replays.copyOf(exchange);
        assertEquals(digest, exchange.digest());
        assertRefused(RejectReason.CLIENT_ORDER_ID_EXPIRED, buy(ada(1), first));
        assertRefused(RejectReason.CLIENT_ORDER_IDS_USED_UP, buy(ada(1), ClientOrderIds.IDS_A_DAY_MAX));
    }

    /** By rules 2 it would have traded again after a quarter of an hour and 200,000 younger ones. */
    private void anIdOfTodayNeverTradesAgainHoweverManyComeAfterIt() {
        time = BEGINNING + ClientOrderIds.ANSWER_NANOS - 1_000_000_000L;
        assertRefused(RejectReason.CLIENT_ORDER_IDS_USED_UP, buy(ada(1), ClientOrderIds.IDS_A_DAY_MAX));
        assertRefused(RejectReason.CLIENT_ORDER_ID_EXPIRED, buy(ada(1), 0));
        long digest = exchange.digest();
        exchange = Replays.copyOf(exchange);
        assertEquals(digest, exchange.digest());
        assertRefused(RejectReason.CLIENT_ORDER_IDS_USED_UP, buy(ada(1), ClientOrderIds.IDS_A_DAY_MAX));

        time += 10_000_000_000L;
        for (int i = 0; i < ALL / 10; i++) {
            assertInstanceOf(OrderAccepted.class, buy(ada(1), ClientOrderIds.IDS_A_DAY_MAX + i));
            time += 1_000_000L;
        }
        assertRefused(RejectReason.CLIENT_ORDER_ID_EXPIRED, buy(ada(1), ClientOrderIds.IDS_A_DAY_MAX / 2));
        assertRefused(RejectReason.CLIENT_ORDER_ID_EXPIRED, buy(ada(1), ALL));
    }

    @Test
    void aTenantThatUsesItsShareIsRefusedAndAnotherGoesOn() {
        begin(RulesVersion.NEWEST);
        fillShare(ada(1), dated(0));

        assertRefused(RejectReason.TENANT_IDS_USED_UP, buy(bob(1), dated(2)));
        assertRefusedWhenTriedToo(RejectReason.TENANT_IDS_USED_UP, bob(1), dated(1));
        assertInstanceOf(OrderAccepted.class, buy(ada(2), 1));
    }

    /** Undated ids of a tenant's many accounts leave its share's last eighth to those that say their time. */
    @Test
    void undatedIdsLeaveRoomForDatedOnes() {
        begin(RulesVersion.NEWEST);
        fillShare(bob(1), ClientOrderId.of("further"));

        assertRefusedWhenTriedToo(RejectReason.TENANT_IDS_USED_UP, ada(1), ClientOrderId.of("further"));
        for (int i = 0; i < ALL; i++) {
            assertInstanceOf(OrderAccepted.class, buy(ada(1), dated(i)));
        }
    }

    /** Remembers open orders, as {@link ClientOrderIds} does, until an id of this kind finds no room. */
    private void fillShare(AccountId owner, ClientOrderId kind) {
        int account = state.accounts.indexOf(owner);
        for (int i = 0; !state.ids.isTenantFull(account, kind, time); i++) {
            state.ids.accept(account, new ClientOrderId(1, 0, 0, i), i, i, i);
            assertEquals(true, i < TenantIdQuotas.TENANT_MAX, "a share has an end");
        }
    }

    /** A quarter of an hour after the first of them the account goes on, and what it asked in the meantime does not trade again. */
    @Test
    void byRules2RoomComesBackWithinAQuarterOfAnHour() {
        begin(2);
        for (int i = 0; i < ClientOrderIds.IDS_MAX; i++) {
            buy(ada(1), i);
        }
        time += ClientOrderIds.LEAST_NANOS - 10_000_000_000L;

        for (int i = 0; i < ALL; i++) {
            assertInstanceOf(OrderAccepted.class, buy(ada(1), ClientOrderIds.IDS_MAX + i));
            time += 20_000_000;
        }
        assertRefused(RejectReason.CLIENT_ORDER_ID_EXPIRED, buy(ada(1), ClientOrderIds.IDS_MAX - 1));
        long digest = exchange.digest();
        exchange = Replays.copyOf(exchange);
        assertEquals(digest, exchange.digest());
        assertInstanceOf(OrderAccepted.class, buy(ada(1), ClientOrderIds.IDS_MAX + ALL));
    }
}
