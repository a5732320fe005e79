package com.flowex.engine;

import com.flowex.domain.account.Transfer;
import com.flowex.domain.event.AssetListed;
import com.flowex.domain.event.BalanceChanged;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.Fill;
import com.flowex.domain.event.ReservedExpired;
import com.flowex.domain.event.ReservedPosted;
import com.flowex.domain.event.ReservedVoided;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.event.TransferPosted;
import com.flowex.domain.event.TransferReserved;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.TransferId;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Balances and holds put together from events alone, never from {@link BalanceChanged}, which is what they are checked with. */
final class FollowedMoney {

    record AccountAsset(AccountId account, AssetId asset) {}

    private final Follower follower;
    private final Map<AssetId, Integer> scales = new HashMap<>();
    private final Map<AccountAsset, BigInteger> balances = new HashMap<>();
    private final Map<TransferId, Transfer> reserved = new LinkedHashMap<>();

    FollowedMoney(Follower follower) {
        this.follower = follower;
    }

    void take(Event event) {
        switch (event) {
            case AssetListed listed ->
                scales.put(listed.asset().id(), listed.asset().scale().places());
            case TransferPosted posted ->
                move(posted.transfer(), posted.transfer().amount());
            case TransferReserved reservation ->
                reserved.put(reservation.transfer().id(), reservation.transfer());
            case ReservedPosted posted -> {
                reserved.remove(posted.reserved().id());
                move(posted.reserved(), posted.posted());
            }
            case ReservedVoided voided -> reserved.remove(voided.reserved().id());
            case ReservedExpired expired -> reserved.remove(expired.reserved().id());
            case TradeExecuted trade -> settle(trade);
            default -> {}
        }
    }

    private void move(Transfer transfer, Amount amount) {
        move(transfer.from(), transfer.to(), amount);
    }

    private void move(AccountId from, AccountId to, Amount amount) {
        BigInteger units = BigInteger.valueOf(amount.units());
        balances.merge(new AccountAsset(from, amount.asset()), units.negate(), BigInteger::add);
        balances.merge(new AccountAsset(to, amount.asset()), units, BigInteger::add);
    }

    private void settle(TradeExecuted trade) {
        Instrument instrument = follower.instrument(trade.instrument());
        boolean takerBuys = trade.takerSide() == Side.BUY;
        Fill buyer = takerBuys ? trade.taker() : trade.maker();
        Fill seller = takerBuys ? trade.maker() : trade.taker();
        AccountId fees = AccountId.feesOf(instrument.tenant());
        move(
                seller.account(),
                buyer.account(),
                new Amount(instrument.base(), trade.quantity().units()));
        move(buyer.account(), seller.account(), trade.quote());
        move(trade.taker().account(), fees, trade.taker().fee());
        move(trade.maker().account(), fees, trade.maker().fee());
        long fee = buyer.fee().asset().equals(instrument.base()) ? buyer.fee().units() : 0;
        pay(buyer, trade.quantity().units() - fee);
    }

    private void pay(Fill buyer, long units) {
        for (FollowedOrder order : follower.openOrders()) {
            FollowedOrder working = order.working;
            if (order.isPaid && working != null && working.id.equals(buyer.order())) {
                order.received += units;
            }
        }
    }

    /** Total and held part of every balance, by the events so far. */
    Map<AccountAsset, BalanceChanged> derived() {
        Map<AccountAsset, BigInteger> held = new HashMap<>();
        for (FollowedOrder order : follower.openOrders()) {
            BigInteger need = needOf(order);
            if (need.signum() > 0) {
                held.merge(new AccountAsset(order.request.account(), heldAsset(order)), need, BigInteger::add);
            }
        }
        for (Transfer transfer : reserved.values()) {
            held.merge(
                    new AccountAsset(transfer.from(), transfer.amount().asset()),
                    BigInteger.valueOf(transfer.amount().units()),
                    BigInteger::add);
        }
        Map<AccountAsset, BalanceChanged> derived = new HashMap<>();
        held.keySet().forEach(asset -> balances.putIfAbsent(asset, BigInteger.ZERO));
        balances.forEach((accountAsset, units) -> derived.put(
                accountAsset,
                new BalanceChanged(
                        accountAsset.account(),
                        accountAsset.asset(),
                        units.longValueExact(),
                        held.getOrDefault(accountAsset, BigInteger.ZERO).longValueExact())));
        return derived;
    }

    private AssetId heldAsset(FollowedOrder order) {
        Instrument instrument = follower.instrument(order.request.instrument());
        return order.side() == Side.SELL ? instrument.base() : instrument.quote();
    }

    /** Returns the hold of an order. The first order of a pair holds the larger need of both; a pending order holds what it is paid. */
    private BigInteger needOf(FollowedOrder order) {
        FollowedOrder other = order.other;
        if (order.working != null) {
            boolean isSecond = other != null && order.id.value() > other.id.value();
            return BigInteger.valueOf(isSecond ? 0 : order.received);
        }
        if (other == null) {
            return ownNeedOf(order);
        }
        return order.id.value() < other.id.value() ? ownNeedOf(order).max(ownNeedOf(other)) : BigInteger.ZERO;
    }

    private BigInteger ownNeedOf(FollowedOrder order) {
        if (order.side() == Side.SELL) {
            return BigInteger.valueOf(order.remaining);
        }
        var price = order.priceHeld();
        if (price == null) {
            return BigInteger.ZERO;
        }
        Instrument instrument = follower.instrument(order.request.instrument());
        return BigDecimal.valueOf(price.units(), instrument.rules().priceScale().places())
                .multiply(BigDecimal.valueOf(order.remaining, scaleOf(instrument.base())))
                .setScale(scaleOf(instrument.quote()), RoundingMode.UP)
                .unscaledValue();
    }

    private int scaleOf(AssetId asset) {
        return Objects.requireNonNull(scales.get(asset));
    }
}
