package com.flowex.trading.risk;

import com.flowex.desk.ListedMarket;
import com.flowex.domain.AccountLimits;
import com.flowex.domain.Decimals;
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
