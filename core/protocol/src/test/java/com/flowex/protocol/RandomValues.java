package com.flowex.protocol;

import com.flowex.domain.RejectReason;
import com.flowex.domain.account.AccountLimits;
import com.flowex.domain.account.KillScope;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.account.TransferStep;
import com.flowex.domain.command.ReviseOrder;
import com.flowex.domain.event.Fill;
import com.flowex.domain.event.LevelsMoved;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.CircuitBreaker;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.FeeSchedule;
import com.flowex.domain.market.FeeTier;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.market.RiskRules;
import com.flowex.domain.order.ExpiryReason;
import com.flowex.domain.order.OrderChange;
import com.flowex.domain.order.OrderKind;
import com.flowex.domain.order.OrderPlan;
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
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.OwnerId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.domain.value.Scale;
import com.flowex.domain.value.TransferId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Seeded values of all that messages are made of: ordinary ones and, every third time, the extremes of their type. */
final class RandomValues {

    static final String ID_CHARACTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._:/-";
    private static final String CODE_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    private final Random random;

    RandomValues(long seed) {
        random = new Random(seed);
    }

    OrderRequest request() {
        OrderTerms terms = terms();
        Quantity quantity = terms instanceof OrderTerms.MarketByQuote ? Quantity.ZERO : quantity();
        return new OrderRequest(
                account(), clientOrderId(), instrumentId(), side(), quantity, terms, one(SelfTradePrevention.values()));
    }

    /** The same order with another id and other terms. */
    OrderRequest like(OrderRequest request, OrderTerms terms) {
        ClientOrderId id = clientOrderId();
        while (id.equals(request.clientOrderId())) {
            id = clientOrderId();
        }
        return new OrderRequest(
                request.account(),
                id,
                request.instrument(),
                request.side(),
                request.quantity(),
                terms,
                one(SelfTradePrevention.values()));
    }

    OrderTerms terms() {
        return switch (random.nextInt(4)) {
            case 0 -> active();
            case 1 -> new OrderTerms.MarketByQuote(positive());
            case 2 -> new OrderTerms.Conditional(trigger(), active());
            default ->
                new OrderTerms.Twap(
                        price(),
                        within(OrderTerms.Twap.SLICES_MIN, OrderTerms.Twap.SLICES_MAX),
                        within(OrderTerms.Twap.INTERVAL_MIN_NANOS, OrderTerms.Twap.INTERVAL_MAX_NANOS));
        };
    }

    OrderTerms.Active active() {
        return random.nextInt(3) == 0 ? OrderTerms.Market.MARKET : limit();
    }

    OrderTerms.Limit limit() {
        TimeInForce timeInForce = one(TimeInForce.values());
        return switch (timeInForce) {
            case GTC, GTD -> restingLimit(timeInForce);
            case IOC, FOK -> new OrderTerms.Limit(price(), timeInForce, false);
        };
    }

    OrderTerms.Limit restingLimit() {
        return restingLimit(random.nextBoolean() ? TimeInForce.GTC : TimeInForce.GTD);
    }

    private OrderTerms.Limit restingLimit(TimeInForce timeInForce) {
        long expiresNanos = timeInForce == TimeInForce.GTD ? positive() : 0;
        return new OrderTerms.Limit(price(), timeInForce, expiresNanos, random.nextBoolean(), quantity());
    }

    /** It names something. */
    ReviseOrder revision() {
        Price price = perhaps(price());
        Trigger trigger = perhaps(trigger());
        Quantity display = perhaps(new Quantity(positiveInt()));
        Quantity quantity = perhaps(new Quantity(positiveInt()));
        boolean isEmpty = price == null && trigger == null && display == null;
        return new ReviseOrder(
                account(),
                order(),
                new OrderChange(price, isEmpty ? new Quantity(positiveInt()) : quantity, trigger, display));
    }

    LevelsMoved levels() {
        return new LevelsMoved(instrumentId(), perhaps(price()), perhaps(price()), perhaps(price()), perhaps(price()));
    }

    Trigger trigger() {
        return switch (random.nextInt(4)) {
            case 0 -> new Trigger.TakeProfit(price(), one(TriggerSource.values()));
            case 1 -> RandomTwos.activated(this, random);
            default -> stop();
        };
    }

    Trigger stop() {
        TriggerSource source = one(TriggerSource.values());
        return switch (random.nextInt(3)) {
            case 0 -> new Trigger.StopLoss(price(), source);
            case 1 -> new Trigger.TrailingAmount(price(), source);
            default -> new Trigger.TrailingRate(within(1, Trigger.TrailingRate.BASIS_POINTS_MAX), source);
        };
    }

    OrderTerms.Conditional stopOrder() {
        return new OrderTerms.Conditional(stop(), active());
    }

    OwnerId owner() {
        TransferId bits = transferId();
        return new OwnerId(bits.high(), bits.low());
    }

    Transfer transfer() {
        AccountId from = account();
        AccountId to = account();
        while (to.equals(from)) {
            to = account();
        }
        return new Transfer(transferId(), from, to, new Amount(assetId(), positive()), one(TransferKind.values()));
    }

    TransferStep step() {
        return switch (random.nextInt(4)) {
            case 0 -> new TransferStep.Post(transfer());
            case 1 -> new TransferStep.Reserve(transfer(), positive() - 1);
            case 2 -> new TransferStep.PostReserved(transferId(), transferId(), positive());
            default -> new TransferStep.VoidReserved(transferId(), transferId());
        };
    }

    /** A number of steps, all of different ids. */
    List<TransferStep> steps(int count) {
        List<TransferStep> steps = new ArrayList<>();
        while (steps.size() < count) {
            TransferStep step = step();
            if (steps.stream().noneMatch(other -> other.id().equals(step.id()))) {
                steps.add(step);
            }
        }
        return steps;
    }

    Asset asset() {
        return new Asset(positiveInt(), assetId(), code(), scale(), positive());
    }

    Instrument instrument() {
        AssetId base = assetId();
        AssetId quote = assetId();
        while (quote.equals(base)) {
            quote = assetId();
        }
        return new Instrument(
                positiveInt(), instrumentId(), code() + "-" + code(), base, quote, rules(), feeSchedule());
    }

    private InstrumentRules rules() {
        long a = positive();
        long b = positive();
        return new InstrumentRules(
                scale(), positive(), positive(), positive(), Math.min(a, b), Math.max(a, b), positive() - 1, risk());
    }

    private RiskRules risk() {
        Set<OrderKind> kinds = EnumSet.noneOf(OrderKind.class);
        for (OrderKind kind : OrderKind.values()) {
            if (random.nextBoolean()) {
                kinds.add(kind);
            }
        }
        return new RiskRules(
                positive() - 1,
                positive() - 1,
                positiveInt() - 1,
                within(0, FeeRates.WHOLE - 1),
                new CircuitBreaker(
                        within(0, FeeRates.WHOLE),
                        within(CircuitBreaker.STEPS, CircuitBreaker.NANOS_MAX),
                        within(1, CircuitBreaker.NANOS_MAX)),
                kinds);
    }

    private FeeSchedule feeSchedule() {
        List<FeeTier> tiers = new ArrayList<>();
        int takerMin = within(0, FeeRates.MILLIONTHS_MAX);
        long volume = 0;
        for (int count = within(1, FeeSchedule.TIERS_MAX); count > 0; count--) {
            int maker = within(-takerMin, FeeRates.MILLIONTHS_MAX);
            tiers.add(new FeeTier(volume, new FeeRates(maker, within(takerMin, FeeRates.MILLIONTHS_MAX))));
            volume += within(1, Long.MAX_VALUE / FeeSchedule.TIERS_MAX);
        }
        return new FeeSchedule(tiers);
    }

    AccountLimits limits() {
        return new AccountLimits(positive() - 1, positive() - 1, positiveInt() - 1);
    }

    KillScope scope() {
        return switch (random.nextInt(3)) {
            case 0 -> new KillScope.OfAccount(account());
            case 1 -> new KillScope.OfMarket(anyInt(), instrumentId());
            default -> new KillScope.OfTenant(positiveInt());
        };
    }

    Fill fill() {
        return new Fill(order(), account(), amount(), quantity());
    }

    AccountId account() {
        return new AccountId(positiveInt() & AccountId.TENANT_MAX | 1, positive() & AccountId.NUMBER_MAX | 1);
    }

    AccountId platformAccount() {
        return new AccountId(within(1, AccountId.TENANT_MAX), within(1, AccountId.CUSTOMERS_FROM - 1));
    }

    ClientOrderId clientOrderId() {
        return ClientOrderId.of(text(ID_CHARACTERS, 1, ClientOrderId.LENGTH_MAX));
    }

    TransferId transferId() {
        return new TransferId(any(), any() | 1);
    }

    OrderId order() {
        return new OrderId(positive());
    }

    InstrumentId instrumentId() {
        return new InstrumentId(positiveInt());
    }

    AssetId assetId() {
        return new AssetId(positiveInt());
    }

    Amount amount() {
        return new Amount(assetId(), any());
    }

    Price price() {
        return new Price(positive());
    }

    Quantity quantity() {
        return new Quantity(positive() - 1);
    }

    Side side() {
        return one(Side.values());
    }

    RejectReason reason() {
        return one(RejectReason.values());
    }

    private Scale scale() {
        return new Scale(random.nextInt(Scale.PLACES_MAX + 1));
    }

    private String code() {
        return text(CODE_CHARACTERS, 1, Asset.CODE_LENGTH_MAX);
    }

    String text(String characters, int lengthMin, int lengthMax) {
        int length = within(lengthMin, lengthMax);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(characters.charAt(random.nextInt(characters.length())));
        }
        return text.toString();
    }

    <T> T one(T[] constants) {
        return constants[random.nextInt(constants.length)];
    }

    <T> @Nullable T perhaps(T value) {
        return random.nextInt(3) == 0 ? null : value;
    }

    boolean flag() {
        return random.nextBoolean();
    }

    /** Both bounds included, and often. */
    int within(int least, int most) {
        return (int) within((long) least, most);
    }

    long within(long least, long most) {
        return switch (random.nextInt(6)) {
            case 0 -> least;
            case 1 -> most;
            default -> random.nextLong(least, most == Long.MAX_VALUE ? most : most + 1);
        };
    }

    long positive() {
        return switch (random.nextInt(6)) {
            case 0 -> 1;
            case 1 -> Long.MAX_VALUE;
            case 2, 3 -> 1 + (random.nextLong() >>> 1 + random.nextInt(62));
            default -> 1 + random.nextInt(1_000_000);
        };
    }

    int positiveInt() {
        return switch (random.nextInt(6)) {
            case 0 -> 1;
            case 1 -> Integer.MAX_VALUE;
            default -> 1 + random.nextInt(100_000);
        };
    }

    long any() {
        return switch (random.nextInt(6)) {
            case 0 -> Long.MIN_VALUE;
            case 1 -> Long.MAX_VALUE;
            case 2 -> 0;
            default -> random.nextLong();
        };
    }

    int anyInt() {
        return switch (random.nextInt(4)) {
            case 0 -> Integer.MIN_VALUE;
            case 1 -> Integer.MAX_VALUE;
            default -> random.nextInt();
        };
    }

    OrderPlan plan() {
        return new OrderPlan(
                quantity(),
                quantity(),
                anyInt(),
                any(),
                any(),
                quantity(),
                quantity(),
                any(),
                any(),
                quantity(),
                perhaps(one(ExpiryReason.values())));
    }
}
