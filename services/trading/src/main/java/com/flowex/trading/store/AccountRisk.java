package com.flowex.trading.store;

import com.flowex.domain.account.AccountLimits;
import com.flowex.domain.account.OrderQuota;
import com.flowex.domain.value.Decimals;
import com.flowex.orderentry.market.ListedMarket;
import java.util.ArrayList;
import java.util.List;

/**
 * Limits and switches of an account.
 *
 * @param killed true if a kill switch keeps the account from trading
 * @param preventionGroup group whose accounts do not trade with each other if an order asks for that; "0" for none
 */
public record AccountRisk(
        String account, boolean killed, String preventionGroup, QuotaBody orderQuota, List<LimitsBody> limits) {

    public AccountRisk {
        limits = List.copyOf(limits);
    }

    /** Returns true if nothing was ever set for this account, or all of it was taken back. */
    public boolean hasNoSettings() {
        return !killed && preventionGroup.equals("0") && orderQuota.equals(QuotaBody.DEFAULT) && limits.isEmpty();
    }

    /** Returns the quota and the limits, which administrators change as they have read them. */
    public List<Object> bounds() {
        return List.of(orderQuota, limits);
    }

    public AccountRisk withKilled(boolean isKilled) {
        return new AccountRisk(account, isKilled, preventionGroup, orderQuota, limits);
    }

    public AccountRisk withGroup(long group) {
        return new AccountRisk(account, killed, Long.toString(group), orderQuota, limits);
    }

    public AccountRisk withQuota(OrderQuota quota) {
        return new AccountRisk(account, killed, preventionGroup, QuotaBody.of(quota), limits);
    }

    /** Returns a copy with other limits in one market, at the same place in the list. */
    public AccountRisk withLimits(ListedMarket market, AccountLimits changed) {
        LimitsBody body = LimitsBody.of(market, changed);
        boolean isLimited = !changed.equals(AccountLimits.NONE);
        boolean isKnown = false;
        List<LimitsBody> all = new ArrayList<>();
        for (LimitsBody each : limits) {
            boolean isOfMarket = each.symbol().equals(body.symbol());
            isKnown |= isOfMarket;
            if (!isOfMarket || isLimited) {
                all.add(isOfMarket ? body : each);
            }
        }
        if (isLimited && !isKnown) {
            all.add(body);
        }
        return new AccountRisk(account, killed, preventionGroup, orderQuota, all);
    }

    /** Numbers that the account may have in all markets. */
    record QuotaBody(int maxOpenOrders, int maxClientOrderIds) {

        static final QuotaBody DEFAULT = of(OrderQuota.DEFAULT);

        static QuotaBody of(OrderQuota quota) {
            return new QuotaBody(quota.openOrders(), quota.clientOrderIds());
        }
    }

    /** Limits of the account in one market; zero means no limit. */
    record LimitsBody(String symbol, String maxOrderValue, String maxPosition, int maxOpenOrders) {

        static LimitsBody of(ListedMarket market, AccountLimits limits) {
            return new LimitsBody(
                    market.instrument().symbol(),
                    Decimals.format(limits.orderValueMaxUnits(), market.quoteScale()),
                    Decimals.format(limits.positionMaxUnits(), market.quantityScale()),
                    limits.openOrdersMax());
        }
    }
}
