package com.flowex.engine.oracle;

import com.flowex.domain.RejectReason;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.event.TransferPosted;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.TradeId;
import com.flowex.domain.value.TransferId;
import java.math.BigInteger;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Section 12, orders that repay: what a fill brings pays the account's debt in it. */
final class OrderRepayments {

    private final World world;
    private final Money money;
    private final Lending lending;

    OrderRepayments(World world, Money money, Lending lending) {
        this.world = world;
        this.money = money;
        this.lending = lending;
    }

    /** The reason to refuse an order that repays what it gets; null: there is none. */
    @Nullable
    RejectReason refusalOf(Account account, AssetId got) {
        boolean mayOwe = account.id.number() >= AccountId.CUSTOMERS_FROM && world.lent.containsKey(got);
        return mayOwe ? null : RejectReason.LENDING_POOL_MISSING;
    }

    /** Both fills of a trade: the maker's repays first. */
    void follow(TradeId trade, Order maker, Order taker, Money.Fees fees, BigInteger base, BigInteger quote) {
        repay(maker, TransferId.ofRepayment(trade, true), fees.maker(), base, quote);
        repay(taker, TransferId.ofRepayment(trade, false), fees.taker(), base, quote);
    }

    private void repay(Order order, TransferId id, Amount fee, BigInteger base, BigInteger quote) {
        AssetId got = got(order.market, order.side());
        BigInteger gross = got.equals(order.market.base()) ? base : quote;
        BigInteger net = fee.asset().equals(got) ? gross.subtract(Money.big(fee.units())) : gross;
        BigInteger units = order.repays ? net.min(lending.owedNow(order.account, got)) : BigInteger.ZERO;
        if (units.signum() <= 0) {
            return;
        }
        AccountId pool = AccountId.lendingOf(order.account.id.tenant());
        Transfer transfer = new Transfer(
                id, order.account.id, pool, new Amount(got, units.longValueExact()), TransferKind.INTERNAL);
        money.move(order.account, Objects.requireNonNull(world.accounts.get(pool)), got, units);
        world.say(new TransferPosted(transfer));
        lending.change(transfer).forEach(world::say);
    }

    /** The asset that a fill of an order brings. */
    static AssetId got(Market market, Side side) {
        return side == Side.BUY ? market.base() : market.quote();
    }
}
