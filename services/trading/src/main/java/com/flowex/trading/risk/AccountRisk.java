package com.flowex.trading.risk;

import com.flowex.desk.ListedMarket;
import com.flowex.domain.AccountLimits;
import com.flowex.domain.Decimals;
import java.util.ArrayList;
import java.util.List;

/**
 * What an account may do, as the wire shows it: the schema AccountRisk of docs/api/openapi.yaml.
 *
 * @param killed whether a kill switch keeps it from trading
 * @param preventionGroup accounts of one group do not trade with each other where an order asks for that; "0": none
 */
record AccountRisk(String account, boolean killed, String preventionGroup, List<LimitsBody> limits) {

    AccountRisk {
        limits = List.copyOf(limits);
    }

    /** Returns true if nothing was ever set for this account, or all of it was taken back. */
    boolean isUntouched() {
        return !killed && preventionGroup.equals("0") && limits.isEmpty();
    }

    AccountRisk withKilled(boolean isKilled) {
        return new AccountRisk(account, isKilled, preventionGroup, limits);
    }

    AccountRisk withGroup(long group) {
        return new AccountRisk(account, killed, Long.toString(group), limits);
    }

    /** This account with other limits in one market, in the place where the market's limits are. */
    AccountRisk withLimits(ListedMarket market, AccountLimits changed) {
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
        return new AccountRisk(account, killed, preventionGroup, all);
    }

    /** What it may do in one market; zero is no limit. */
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
