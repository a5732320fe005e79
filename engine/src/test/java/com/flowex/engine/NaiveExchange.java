package com.flowex.engine;

import com.flowex.domain.AccountId;
import com.flowex.domain.Amount;
import com.flowex.domain.Asset;
import com.flowex.domain.AssetId;
import com.flowex.domain.CancelReason;
import com.flowex.domain.ClientOrderId;
import com.flowex.domain.ExpiryReason;
import com.flowex.domain.FirstAnswer;
import com.flowex.domain.Instrument;
import com.flowex.domain.InstrumentId;
import com.flowex.domain.InstrumentRules;
import com.flowex.domain.MarketState;
import com.flowex.domain.MarketStateCause;
import com.flowex.domain.OrderId;
import com.flowex.domain.OrderRequest;
import com.flowex.domain.OrderTerms;
import com.flowex.domain.Price;
import com.flowex.domain.Quantity;
import com.flowex.domain.RejectReason;
import com.flowex.domain.Side;
import com.flowex.domain.TimeInForce;
import com.flowex.domain.TradeId;
import com.flowex.domain.Transfer;
import com.flowex.domain.TransferId;
import com.flowex.domain.command.*;
import com.flowex.domain.event.*;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the exchange written as plainly as possible, from the glossary and not from the engine: lists that are
 * sorted and searched, {@link BigDecimal} for money, no limits but the documented ones. The oracle of
 * {@link OracleTest}; it shares no class with the engine but the words.
 */
final class NaiveExchange {

    private static final class Open {
        final OrderId id;
        final OrderRequest request;
        BigInteger quantity;
        BigInteger left;

        Open(OrderId id, OrderRequest request) {
            this.id = id;
            this.request = request;
            this.quantity = big(request.quantity().units());
            this.left = quantity;
        }

        long price() {
            return ((OrderTerms.Limit) request.terms()).price().units();
        }
    }

    private record Purse(AccountId account, AssetId asset) {}

    private record Seen(OrderRequest request, Object answer, long endedNanos, boolean isOpen) {}

    private record Key(AccountId account, ClientOrderId id) {}

    private final Map<AssetId, Asset> assets = new HashMap<>();
    private final Map<InstrumentId, Instrument> instruments = new HashMap<>();
    private final Set<InstrumentId> halted = new HashSet<>();
    private final Set<AccountId> accounts = new HashSet<>();
    private final Map<Purse, BigInteger> balances = new HashMap<>();
    private final List<Open> open = new ArrayList<>();
    private final Map<Key, Seen> seen = new LinkedHashMap<>();
    private final Map<TransferId, Map.Entry<Transfer, Object>> transfers = new HashMap<>();
    private long sequence;
    private long orders;
    private long trades;
    private long now;
    private List<Object> out = new ArrayList<>();
    private Set<Purse> touched = new HashSet<>();

    /** The answers to one command; the balances at the end in the order of account and asset. */
    List<Object> apply(Command command, long timeNanos) {
        now = timeNanos;
        out = new ArrayList<>();
        touched = new HashSet<>();
        switch (command) {
            case ListAsset(Asset asset) -> list(asset);
            case ListInstrument(Instrument instrument) -> list(instrument);
            case ChangeMarketState(int tenant, InstrumentId id, MarketState state) -> {
                if (!isListed(tenant, id)) {
                    say(new ListingRejected(tenant, RejectReason.UNKNOWN_INSTRUMENT));
                } else if (state == MarketState.HALTED ? halted.add(id) : halted.remove(id)) {
                    say(new MarketStateChanged(id, state, MarketStateCause.OPERATOR, 0));
                }
            }
            case OpenAccount(AccountId account, boolean mayOwe) -> openAccount(account, mayOwe);
            case PostTransfer(Transfer transfer) -> post(transfer);
            case PlaceOrder(OrderRequest request) -> place(request);
            case CancelOrder(AccountId account, OrderId id) -> cancelOne(account, byId(account, id));
            case CancelOrderByClientId(AccountId account, ClientOrderId id) ->
                cancelOne(account, byClientId(account, id));
            case CancelOrders cancel -> cancelMany(cancel.account(), cancel.instrument());
            case ReduceOrder(AccountId account, OrderId id, Quantity quantity) -> reduce(account, id, quantity.units());
            case ResolveClientOrderId(AccountId account, ClientOrderId id, boolean burn) -> resolve(account, id, burn);
            default -> throw new UnsupportedOperationException(command.toString());
        }
        touched.stream()
                .sorted(PURSES)
                .forEach(purse -> say(new BalanceChanged(
                        purse.account,
                        purse.asset,
                        balance(purse).longValueExact(),
                        held(purse).longValueExact())));
        return out;
    }

    static final Comparator<Purse> PURSES = Comparator.comparing((Purse p) -> p.account.tenant())
            .thenComparing(p -> p.account.number())
            .thenComparing(p -> p.asset.value());

    private void list(Asset asset) {
        boolean taken = assets.values().stream()
                .anyMatch(a -> a.id().equals(asset.id())
                        || a.tenant() == asset.tenant() && a.code().equals(asset.code()));
        if (taken) {
            say(new ListingRejected(asset.tenant(), RejectReason.ASSET_EXISTS));
        } else if (units(asset).multiply(big(10)).bitLength() > 63) {
            say(new ListingRejected(asset.tenant(), RejectReason.SCALE_TOO_FINE));
        } else {
            assets.put(asset.id(), asset);
            say(new AssetListed(asset));
            openAccount(AccountId.outsideOf(asset.tenant()), true);
            openAccount(AccountId.feesOf(asset.tenant()), false);
        }
    }

    private static BigInteger units(Asset asset) {
        return big(asset.supplyWhole())
                .multiply(BigInteger.TEN.pow(asset.scale().places()));
    }

    private void list(Instrument instrument) {
        instruments.put(instrument.id(), instrument);
        say(new InstrumentListed(instrument));
    }

    private boolean isListed(int tenant, InstrumentId id) {
        return instruments.containsKey(id) && listed(id).tenant() == tenant;
    }

    private void openAccount(AccountId account, boolean mayOwe) {
        if (accounts.add(account)) {
            say(new AccountOpened(account, mayOwe));
        }
    }

    private void post(Transfer transfer) {
        Map.Entry<Transfer, Object> before = transfers.get(transfer.id());
        if (before != null) {
            say(
                    before.getKey().equals(transfer)
                            ? before.getValue()
                            : new TransferRejected(transfer.id(), RejectReason.TRANSFER_ID_REUSED));
            return;
        }
        RejectReason refusal = refusalOf(transfer);
        if (refusal != null) {
            transfers.put(transfer.id(), Map.entry(transfer, new FirstAnswer.Refused(refusal)));
            say(new TransferRejected(transfer.id(), refusal));
            return;
        }
        move(
                transfer.from(),
                transfer.to(),
                transfer.amount().asset(),
                big(transfer.amount().units()));
        say(new TransferPosted(transfer));
        transfers.put(transfer.id(), Map.entry(transfer, new FirstAnswer.Posted(sequence)));
    }

    private @Nullable RejectReason refusalOf(Transfer transfer) {
        Asset asset = assets.get(transfer.amount().asset());
        if (asset == null) {
            return RejectReason.UNKNOWN_ASSET;
        }
        if (!accounts.contains(transfer.from()) || !accounts.contains(transfer.to())) {
            return RejectReason.UNKNOWN_ACCOUNT;
        }
        if (transfer.from().tenant() != asset.tenant() || transfer.to().tenant() != asset.tenant()) {
            return RejectReason.OTHER_TENANT;
        }
        BigInteger amount = big(transfer.amount().units());
        BigInteger after = available(transfer.from(), asset.id()).subtract(amount);
        if (transfer.from().number() == AccountId.OUTSIDE) {
            boolean tooMuch = after.negate().compareTo(units(asset).multiply(big(10))) > 0;
            return tooMuch ? RejectReason.SUPPLY_EXCEEDED : null;
        }
        return after.signum() < 0 ? RejectReason.INSUFFICIENT_FUNDS : null;
    }

    private void place(OrderRequest request) {
        if (!accounts.contains(request.account())) {
            say(rejected(request, RejectReason.UNKNOWN_ACCOUNT));
            return;
        }
        Key key = new Key(request.account(), request.clientOrderId());
        Seen before = seen.get(key);
        if (before != null) {
            sayAgain(request, before);
            return;
        }
        RejectReason refusal = refusalOf(request);
        if (refusal != null) {
            seen.put(key, new Seen(request, new FirstAnswer.Refused(refusal), now, false));
            say(rejected(request, refusal));
            return;
        }
        Open order = new Open(new OrderId(++orders), request);
        say(new OrderAccepted(order.id, request, request.quantity()));
        seen.put(key, new Seen(request, new FirstAnswer.Accepted(order.id, sequence), 0, true));
        trade(order);
    }

    private void sayAgain(OrderRequest request, Seen before) {
        if (isExpired(before)) {
            say(rejected(request, RejectReason.CLIENT_ORDER_ID_EXPIRED));
        } else if (before.answer instanceof ClientOrderIdBurnt) {
            say(rejected(request, RejectReason.CLIENT_ORDER_ID_BURNT));
        } else if (before.request.equals(request)) {
            say(before.answer);
        } else {
            say(rejected(request, RejectReason.CLIENT_ORDER_ID_REUSED));
        }
    }

    private boolean isExpired(Seen before) {
        return !before.isOpen && now - before.endedNanos >= 24 * 3_600_000_000_000L;
    }

    private static OrderRejected rejected(OrderRequest request, RejectReason reason) {
        return new OrderRejected(request.account(), request.clientOrderId(), request.instrument(), reason);
    }

    private @Nullable RejectReason refusalOf(OrderRequest order) {
        if (!isListed(order.account().tenant(), order.instrument())) {
            return RejectReason.UNKNOWN_INSTRUMENT;
        }
        Instrument instrument = listed(order.instrument());
        InstrumentRules rules = instrument.rules();
        if (halted.contains(order.instrument())) {
            return RejectReason.INSTRUMENT_HALTED;
        }
        long quantity = order.quantity().units();
        OrderTerms.@Nullable Limit limit = order.terms() instanceof OrderTerms.Limit l ? l : null;
        if (limit != null && limit.price().units() % rules.tickUnits() != 0) {
            return RejectReason.PRICE_OFF_TICK;
        }
        if (limit != null && limit.price().units() > rules.priceMaxUnits()) {
            return RejectReason.PRICE_TOO_HIGH;
        }
        if (quantity % rules.lotUnits() != 0) {
            return RejectReason.QUANTITY_OFF_LOT;
        }
        if (quantity < rules.quantityMinUnits()) {
            return RejectReason.QUANTITY_TOO_SMALL;
        }
        if (quantity > rules.quantityMaxUnits()) {
            return RejectReason.QUANTITY_TOO_LARGE;
        }
        if (limit != null
                && notional(instrument, limit.price().units(), big(quantity), RoundingMode.DOWN)
                                .compareTo(big(rules.notionalMinUnits()))
                        < 0) {
            return RejectReason.NOTIONAL_TOO_SMALL;
        }
        List<Open> makers = makers(order);
        if (limit == null && makers.isEmpty()) {
            return RejectReason.NO_LIQUIDITY;
        }
        if (limit != null && limit.postOnly() && !makers.isEmpty()) {
            return RejectReason.POST_ONLY_WOULD_TAKE;
        }
        BigInteger need = big(quantity);
        AssetId asset = instrument.base();
        if (order.side() == Side.BUY) {
            asset = instrument.quote();
            need = limit != null
                    ? notional(instrument, limit.price().units(), big(quantity), RoundingMode.UP)
                    : costOf(instrument, makers, big(quantity));
        }
        return available(order.account(), asset).compareTo(need) < 0 ? RejectReason.INSUFFICIENT_FUNDS : null;
    }

    private BigInteger costOf(Instrument instrument, List<Open> makers, BigInteger quantity) {
        BigInteger left = quantity;
        BigInteger cost = BigInteger.ZERO;
        for (Open maker : makers.subList(0, Math.min(500, makers.size()))) {
            BigInteger part = left.min(maker.left);
            cost = cost.add(notional(instrument, maker.price(), part, RoundingMode.DOWN));
            left = left.subtract(part);
        }
        return cost;
    }

    /** Every resting order that this one may trade with, in the order in which it would. */
    private List<Open> makers(OrderRequest order) {
        Comparator<Open> byPrice = Comparator.comparing(Open::price);
        Comparator<Open> bestFirst = order.side() == Side.BUY ? byPrice : byPrice.reversed();
        return open.stream()
                .filter(maker -> maker.request.instrument().equals(order.instrument()))
                .filter(maker -> maker.request.side() != order.side())
                .filter(maker -> !(order.terms() instanceof OrderTerms.Limit limit)
                        || (order.side() == Side.BUY
                                ? maker.price() <= limit.price().units()
                                : maker.price() >= limit.price().units()))
                .sorted(bestFirst.thenComparing(maker -> maker.id.value()))
                .toList();
    }

    private void trade(Open taker) {
        List<Open> makers = makers(taker.request);
        if (taker.request.terms() instanceof OrderTerms.Limit limit && limit.timeInForce() == TimeInForce.FOK) {
            BigInteger there =
                    makers.stream().limit(500).map(maker -> maker.left).reduce(BigInteger.ZERO, BigInteger::add);
            if (there.compareTo(taker.left) < 0) {
                expire(taker, ExpiryReason.FILL_OR_KILL);
                return;
            }
        }
        int fills = 0;
        for (Open maker : makers) {
            if (taker.left.signum() == 0 || fills == 500) {
                break;
            }
            fill(taker, maker);
            fills++;
        }
        if (taker.left.signum() == 0) {
            end(taker);
        } else if (fills < makers.size()) {
            expire(taker, ExpiryReason.FILL_LIMIT);
        } else if (!(taker.request.terms() instanceof OrderTerms.Limit limit)) {
            expire(taker, ExpiryReason.NO_LIQUIDITY);
        } else if (limit.timeInForce() != TimeInForce.GTC) {
            expire(taker, ExpiryReason.IMMEDIATE_OR_CANCEL);
        } else {
            open.add(taker);
            touchHold(taker, BigInteger.ZERO, taker.left);
            say(new OrderRested(
                    taker.id,
                    taker.request.instrument(),
                    taker.request.side(),
                    limit.price(),
                    quantity(taker.left),
                    quantity(taker.left)));
        }
    }

    private void fill(Open taker, Open maker) {
        Instrument instrument = listed(taker.request.instrument());
        BigInteger part = taker.left.min(maker.left);
        BigInteger quote = notional(instrument, maker.price(), part, RoundingMode.DOWN);
        Open buyer = taker.request.side() == Side.BUY ? taker : maker;
        Open seller = buyer == taker ? maker : taker;
        BigInteger buyerFee = fee(part, rate(instrument, buyer == taker));
        BigInteger sellerFee = fee(quote, rate(instrument, seller == taker));
        AccountId fees = AccountId.feesOf(instrument.tenant());
        touchHold(maker, maker.left, maker.left.subtract(part));
        taker.left = taker.left.subtract(part);
        maker.left = maker.left.subtract(part);
        move(seller.request.account(), buyer.request.account(), instrument.base(), part);
        move(buyer.request.account(), seller.request.account(), instrument.quote(), quote);
        move(buyer.request.account(), fees, instrument.base(), buyerFee);
        move(seller.request.account(), fees, instrument.quote(), sellerFee);
        Amount ofBuyer = new Amount(instrument.base(), buyerFee.longValueExact());
        Amount ofSeller = new Amount(instrument.quote(), sellerFee.longValueExact());
        say(new TradeExecuted(
                new TradeId(++trades),
                instrument.id(),
                taker.request.side(),
                new Price(maker.price()),
                quantity(part),
                new Amount(instrument.quote(), quote.longValueExact()),
                new Fill(maker.id, maker.request.account(), maker == buyer ? ofBuyer : ofSeller, quantity(maker.left)),
                new Fill(
                        taker.id, taker.request.account(), taker == buyer ? ofBuyer : ofSeller, quantity(taker.left))));
        if (maker.left.signum() == 0) {
            open.remove(maker);
            end(maker);
        }
    }

    private static int rate(Instrument instrument, boolean isTaker) {
        return isTaker
                ? instrument.fees().base().takerMillionths()
                : instrument.fees().base().makerMillionths();
    }

    private static BigInteger fee(BigInteger units, int millionths) {
        return units.multiply(big(millionths)).divide(big(1_000_000));
    }

    private void expire(Open order, ExpiryReason reason) {
        say(new OrderExpired(
                order.id,
                order.request.account(),
                order.request.instrument(),
                order.request.side(),
                null,
                quantity(order.left),
                Quantity.ZERO,
                reason));
        end(order);
    }

    private void end(Open order) {
        seen.computeIfPresent(
                new Key(order.request.account(), order.request.clientOrderId()),
                (_, before) -> new Seen(before.request, before.answer, now, false));
    }

    private @Nullable Open byId(AccountId account, OrderId id) {
        return open.stream()
                .filter(order -> order.id.equals(id) && order.request.account().equals(account))
                .findFirst()
                .orElse(null);
    }

    private @Nullable Open byClientId(AccountId account, ClientOrderId id) {
        return open.stream()
                .filter(order -> order.request.clientOrderId().equals(id)
                        && order.request.account().equals(account))
                .findFirst()
                .orElse(null);
    }

    private void cancelOne(AccountId account, @Nullable Open order) {
        if (order == null) {
            say(new RequestRejected(account, RejectReason.UNKNOWN_ORDER));
        } else {
            cancel(order);
        }
    }

    private void cancelMany(AccountId account, @Nullable InstrumentId only) {
        if (!accounts.contains(account)) {
            say(new RequestRejected(account, RejectReason.UNKNOWN_ACCOUNT));
            return;
        }
        if (only != null && !isListed(account.tenant(), only)) {
            say(new RequestRejected(account, RejectReason.UNKNOWN_INSTRUMENT));
            return;
        }
        List.copyOf(open).stream()
                .filter(order -> order.request.account().equals(account))
                .filter(order -> only == null || order.request.instrument().equals(only))
                .sorted(Comparator.comparing(order -> order.id.value()))
                .forEach(this::cancel);
    }

    private void cancel(Open order) {
        touchHold(order, order.left, BigInteger.ZERO);
        open.remove(order);
        end(order);
        say(new OrderCanceled(
                order.id,
                order.request.account(),
                order.request.instrument(),
                order.request.side(),
                new Price(order.price()),
                quantity(order.left),
                quantity(order.left),
                CancelReason.REQUESTED));
    }

    private void reduce(AccountId account, OrderId id, long to) {
        Open order = byId(account, id);
        if (order == null) {
            say(new RequestRejected(account, RejectReason.UNKNOWN_ORDER));
            return;
        }
        BigInteger filled = order.quantity.subtract(order.left);
        if (to % listed(order.request.instrument()).rules().lotUnits() != 0) {
            say(new RequestRejected(account, RejectReason.QUANTITY_OFF_LOT));
        } else if (big(to).compareTo(order.quantity) >= 0) {
            say(new RequestRejected(account, RejectReason.NOT_A_REDUCTION));
        } else if (big(to).compareTo(filled) <= 0) {
            cancel(order);
        } else {
            BigInteger by = order.quantity.subtract(big(to));
            touchHold(order, order.left, order.left.subtract(by));
            order.quantity = big(to);
            order.left = order.left.subtract(by);
            say(new OrderReduced(
                    order.id,
                    account,
                    order.request.instrument(),
                    order.request.side(),
                    new Price(order.price()),
                    quantity(order.quantity),
                    quantity(order.left),
                    quantity(by)));
        }
    }

    private void resolve(AccountId account, ClientOrderId id, boolean burn) {
        if (!accounts.contains(account)) {
            say(new RequestRejected(account, RejectReason.UNKNOWN_ACCOUNT));
            return;
        }
        Seen before = seen.get(new Key(account, id));
        if (before == null && burn) {
            ClientOrderIdBurnt burnt = new ClientOrderIdBurnt(account, id);
            OrderRequest none = new OrderRequest(
                    account, id, new InstrumentId(1), Side.BUY, Quantity.ZERO, OrderTerms.Market.MARKET);
            seen.put(new Key(account, id), new Seen(none, burnt, now, false));
            say(burnt);
        } else if (before == null) {
            say(new RequestRejected(account, RejectReason.CLIENT_ORDER_ID_NEVER_SEEN));
        } else if (isExpired(before)) {
            say(new RequestRejected(account, RejectReason.CLIENT_ORDER_ID_EXPIRED));
        } else {
            say(
                    before.answer instanceof ClientOrderIdBurnt
                            ? new FirstAnswer.Refused(RejectReason.CLIENT_ORDER_ID_BURNT)
                            : before.answer);
        }
    }

    private BigInteger balance(Purse purse) {
        return balances.getOrDefault(purse, BigInteger.ZERO);
    }

    /** What an account's open orders need, summed from the orders each time. */
    private BigInteger held(Purse purse) {
        BigInteger held = BigInteger.ZERO;
        for (Open order : open) {
            if (order.request.account().equals(purse.account)
                    && heldAsset(order).equals(purse.asset)) {
                held = held.add(need(order, order.left));
            }
        }
        return held;
    }

    private AssetId heldAsset(Open order) {
        Instrument instrument = listed(order.request.instrument());
        return order.request.side() == Side.SELL ? instrument.base() : instrument.quote();
    }

    private BigInteger need(Open order, BigInteger left) {
        Instrument instrument = listed(order.request.instrument());
        return order.request.side() == Side.SELL ? left : notional(instrument, order.price(), left, RoundingMode.UP);
    }

    /** A hold that stays as it was is not touched. */
    private void touchHold(Open order, BigInteger left, BigInteger next) {
        if (!need(order, left).equals(need(order, next))) {
            touched.add(new Purse(order.request.account(), heldAsset(order)));
        }
    }

    private BigInteger available(AccountId account, AssetId asset) {
        Purse purse = new Purse(account, asset);
        return balance(purse).subtract(held(purse));
    }

    private void move(AccountId from, AccountId to, AssetId asset, BigInteger units) {
        if (units.signum() == 0) {
            return;
        }
        balances.merge(new Purse(from, asset), units.negate(), BigInteger::add);
        balances.merge(new Purse(to, asset), units, BigInteger::add);
        touched.add(new Purse(from, asset));
        touched.add(new Purse(to, asset));
    }

    private BigInteger notional(Instrument instrument, long price, BigInteger quantity, RoundingMode rounding) {
        BigDecimal wholePrice =
                BigDecimal.valueOf(price, instrument.rules().priceScale().places());
        BigDecimal wholeBase =
                new BigDecimal(quantity, asset(instrument.base()).scale().places());
        int places = asset(instrument.quote()).scale().places();
        return wholePrice.multiply(wholeBase).setScale(places, rounding).unscaledValue();
    }

    private Instrument listed(InstrumentId id) {
        return Objects.requireNonNull(instruments.get(id));
    }

    private Asset asset(AssetId id) {
        return Objects.requireNonNull(assets.get(id));
    }

    private void say(Object answer) {
        if (answer instanceof Event) {
            sequence++;
        }
        out.add(answer);
    }

    private static Quantity quantity(BigInteger units) {
        return new Quantity(units.longValueExact());
    }

    private static BigInteger big(long value) {
        return BigInteger.valueOf(value);
    }
}
