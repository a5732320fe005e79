package com.flowex.engine;

import com.flowex.domain.RulesVersion;
import com.flowex.domain.account.AccountLimits;
import com.flowex.domain.account.AccountRestriction;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.account.TransferStep;
import com.flowex.domain.command.AdoptRules;
import com.flowex.domain.command.AdvanceTime;
import com.flowex.domain.command.ChangeInstrument;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.ListInstrument;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.command.PostTransferChain;
import com.flowex.domain.command.RestrictAccount;
import com.flowex.domain.command.SetAccountLimits;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.CircuitBreaker;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.FeeSchedule;
import com.flowex.domain.market.FeeTier;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.market.RiskRules;
import com.flowex.domain.order.OrderKind;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TimeInForce;
import com.flowex.domain.order.Trigger;
import com.flowex.domain.order.TriggerSource;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.domain.value.Scale;
import com.flowex.domain.value.TransferId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;

/** Random commands of one market whose scales, prices, quantities, fees and amounts are as large as they may be, or larger. Logs of even seeds follow the newest rules. */
public final class ExtremeLog {

    static final int COMMANDS = 250;

    private static final AssetId BASE = new AssetId(1);
    private static final AssetId QUOTE = new AssetId(2);
    private static final InstrumentId MARKET = new InstrumentId(1);
    /** Modes of rules 13: the logs stay as they were. */
    private static final List<SelfTradePrevention> MODES =
            List.copyOf(EnumSet.complementOf(EnumSet.of(SelfTradePrevention.TRANSFER)));

    private final Random random;
    /** Dice of its own: what else is in the log is not changed by it. */
    private final Random restrictions;

    private final Deque<Command> first = new ArrayDeque<>();
    private final Asset base;
    private final Asset quote;
    private Instrument instrument;
    private long timeNanos;
    private int ids;

    /** The whole log of a seed, for whoever folds what comes of it. */
    public static List<RandomLog.Entry> of(long seed) {
        ExtremeLog log = new ExtremeLog(seed);
        List<RandomLog.Entry> entries = new ArrayList<>(COMMANDS);
        for (int i = 0; i < COMMANDS; i++) {
            Command command = log.next();
            entries.add(new RandomLog.Entry(command, log.timeNanos));
        }
        return entries;
    }

    ExtremeLog(long seed) {
        random = new Random(seed);
        restrictions = new Random(~seed);
        timeNanos = random.nextInt(4) == 0 ? Long.MAX_VALUE - 1_000_000_000_000L : 1_800_000_000_000_000_000L;
        base = asset(BASE, "A");
        quote = asset(QUOTE, "B");
        instrument = instrument(scale(), 1);
        if (seed % 2 == 0) {
            first.add(new AdoptRules(RulesVersion.NEWEST));
        }
        first.add(new ListAsset(base));
        first.add(new ListAsset(quote));
        first.add(new ListInstrument(instrument));
        for (int i = 0; i < 3; i++) {
            first.add(new OpenAccount(account(i)));
            first.add(new PostTransfer(deposit(account(i), BASE)));
            first.add(new PostTransfer(deposit(account(i), QUOTE)));
        }
        first.add(new OpenAccount(new AccountId(1, 7), true));
    }

    Instrument instrument() {
        return instrument;
    }

    Scale scaleOf(AssetId asset) {
        return asset.equals(BASE) ? base.scale() : quote.scale();
    }

    long timeNanos() {
        return timeNanos;
    }

    private Scale scale() {
        return new Scale(random.nextInt(Scale.PLACES_MAX + 1));
    }

    /** Mostly as much as fits, sometimes more. */
    private Asset asset(AssetId id, String code) {
        Scale scale = scale();
        long room = Long.MAX_VALUE / 10 / scale.unitsPerWhole();
        long supply = random.nextInt(20) == 0 ? size() : Math.max(1, room - random.nextInt(3));
        return new Asset(1, id, code, scale, supply);
    }

    /** Anything from 1 to the largest long, all magnitudes alike. */
    private long size() {
        return Math.max(1, random.nextLong() >>> 1 + random.nextInt(63));
    }

    private Instrument instrument(Scale priceScale, int tick) {
        long priceMax = size();
        long quantityMax = random.nextInt(3) == 0 ? size() : fitting(priceScale, priceMax);
        InstrumentRules rules =
                new InstrumentRules(priceScale, tick, priceMax, 1, 1, Math.max(1, quantityMax), 0, risk());
        return new Instrument(1, MARKET, "A-B", BASE, QUOTE, rules, fees());
    }

    /** About the largest quantity whose notional still fits. */
    private long fitting(Scale priceScale, long priceMax) {
        int places = priceScale.places() + base.scale().places() - quote.scale().places();
        double most = Math.pow(10, places) * Long.MAX_VALUE / priceMax;
        return most >= Long.MAX_VALUE ? Long.MAX_VALUE : (long) (most * 0.999);
    }

    private RiskRules risk() {
        boolean isStrict = random.nextInt(3) == 0;
        CircuitBreaker breaker = random.nextInt(4) == 0
                ? new CircuitBreaker(1 + random.nextInt(FeeRates.WHOLE), 32, CircuitBreaker.NANOS_MAX)
                : CircuitBreaker.NONE;
        return new RiskRules(
                isStrict ? size() : 0,
                isStrict ? size() : 0,
                0,
                random.nextInt(3) == 0 ? random.nextInt(FeeRates.WHOLE) : 0,
                breaker,
                EnumSet.allOf(OrderKind.class));
    }

    private FeeSchedule fees() {
        int taker = random.nextInt(FeeRates.MILLIONTHS_MAX + 1);
        int maker = random.nextInt(taker + FeeRates.MILLIONTHS_MAX + 1) - taker;
        FeeTier low = new FeeTier(0, new FeeRates(maker, taker));
        return new FeeSchedule(List.of(
                low,
                new FeeTier(size() / 2 + 1, new FeeRates(-taker, taker)),
                new FeeTier(Long.MAX_VALUE, new FeeRates(0, FeeRates.MILLIONTHS_MAX))));
    }

    private static AccountId account(int number) {
        return new AccountId(1, AccountId.CUSTOMERS_FROM + number);
    }

    private AccountId anyone() {
        int who = random.nextInt(5);
        return who == 3 ? new AccountId(1, 7) : who == 4 ? AccountId.outsideOf(1) : account(who);
    }

    private Transfer deposit(AccountId to, AssetId asset) {
        Asset listed = asset.equals(BASE) ? base : quote;
        long most = Long.MAX_VALUE
                / 10
                / listed.scale().unitsPerWhole()
                * listed.scale().unitsPerWhole();
        return transfer(AccountId.outsideOf(1), to, asset, Math.max(1, most * 3));
    }

    private Transfer transfer(AccountId from, AccountId to, AssetId asset, long units) {
        return new Transfer(new TransferId(1, ++ids), from, to, new Amount(asset, units), TransferKind.INTERNAL);
    }

    Command next() {
        if (!first.isEmpty()) {
            return first.remove();
        }
        if (restrictions.nextInt(25) == 0) {
            List<AccountRestriction> all = List.of(AccountRestriction.values());
            return new RestrictAccount(account(restrictions.nextInt(3)), all.get(restrictions.nextInt(3)));
        }
        timeNanos += random.nextInt(5) == 0 ? random.nextLong(3_000_000_000L) : 1;
        return switch (random.nextInt(20)) {
            case 0 -> new PostTransfer(anyTransfer());
            case 1, 2 -> chain();
            case 3 -> AdvanceTime.ADVANCE_TIME;
            case 4 -> change();
            case 5 -> new SetAccountLimits(account(random.nextInt(3)), MARKET, new AccountLimits(size(), size(), 0));
            default -> new PlaceOrder(order());
        };
    }

    private Command change() {
        if (random.nextInt(3) > 0) {
            return AdvanceTime.ADVANCE_TIME;
        }
        instrument = instrument(instrument.rules().priceScale(), 1 + random.nextInt(9));
        return new ChangeInstrument(instrument);
    }

    private Transfer anyTransfer() {
        AccountId from = anyone();
        AccountId to = anyone();
        while (to.equals(from)) {
            to = anyone();
        }
        return transfer(from, to, random.nextBoolean() ? BASE : QUOTE, size());
    }

    private Command chain() {
        List<TransferStep> steps = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            Transfer transfer = anyTransfer();
            long timeout = random.nextInt(3) == 0 ? Long.MAX_VALUE : random.nextLong(5_000_000_000L);
            switch (random.nextInt(3)) {
                case 0 -> steps.add(new TransferStep.Post(transfer));
                case 1 -> steps.add(new TransferStep.Reserve(transfer, timeout));
                default -> {
                    TransferId pending = new TransferId(1, 1 + random.nextInt(ids));
                    steps.add(new TransferStep.PostReserved(transfer.id(), pending, size()));
                }
            }
        }
        return new PostTransferChain(steps);
    }

    private OrderRequest order() {
        OrderTerms terms = terms();
        long quantity = terms instanceof OrderTerms.MarketByQuote
                ? 0
                : upTo(instrument.rules().quantityMaxUnits());
        return new OrderRequest(
                account(random.nextInt(3)),
                ClientOrderId.of("o" + ++ids),
                MARKET,
                random.nextBoolean() ? Side.BUY : Side.SELL,
                new Quantity(quantity),
                terms,
                MODES.get(random.nextInt(MODES.size())));
    }

    /** Mostly within the bound and of any magnitude, now and then beyond. */
    private long upTo(long most) {
        long size = size();
        return random.nextInt(10) == 0 ? size : random.nextInt(4) == 0 ? most : 1 + size % most;
    }

    private Price price() {
        long price = upTo(instrument.rules().priceMaxUnits());
        long tick = instrument.rules().tickUnits();
        return new Price(Math.max(tick, price - price % tick));
    }

    private OrderTerms terms() {
        return switch (random.nextInt(12)) {
            case 0 -> OrderTerms.Market.MARKET;
            case 1 -> new OrderTerms.MarketByQuote(size());
            case 2 -> new OrderTerms.Limit(price(), TimeInForce.IOC, false);
            case 3 -> new OrderTerms.Limit(price(), TimeInForce.FOK, false);
            case 4 -> new OrderTerms.Conditional(trigger(), OrderTerms.Market.MARKET);
            case 5 -> new OrderTerms.Conditional(trigger(), new OrderTerms.Limit(price(), TimeInForce.GTC, false));
            case 6 -> new OrderTerms.Twap(price(), 2 + random.nextInt(3), OrderTerms.Twap.INTERVAL_MIN_NANOS);
            case 7 -> new OrderTerms.Limit(price(), TimeInForce.GTD, expiry(), false, new Quantity(1));
            default -> new OrderTerms.Limit(price(), TimeInForce.GTC, false);
        };
    }

    private long expiry() {
        return random.nextBoolean() ? Long.MAX_VALUE : timeNanos + 1_000_000_000L;
    }

    private Trigger trigger() {
        TriggerSource source = random.nextBoolean() ? TriggerSource.LAST_TRADE : TriggerSource.BEST_PRICE;
        return switch (random.nextInt(4)) {
            case 0 -> new Trigger.StopLoss(price(), source);
            case 1 -> new Trigger.TakeProfit(price(), source);
            case 2 -> new Trigger.TrailingAmount(price(), source);
            default -> new Trigger.TrailingRate(1 + random.nextInt(Trigger.TrailingRate.BASIS_POINTS_MAX), source);
        };
    }
}
