package com.flowex.engine;

import com.flowex.domain.FeeRates;
import com.flowex.domain.Notional;
import com.flowex.domain.Side;
import com.flowex.engine.desk.Desks;
import com.flowex.engine.ledger.Ledger;

/** Moves the money of a trade. */
final class Settlement {

    private final Ledger ledger;
    private final Desks desks;
    private long takerFee;
    private long makerFee;

    Settlement(ExchangeState state) {
        this.ledger = state.ledger;
        this.desks = state.open.desks;
    }

    void settle(Market market, Side takerSide, int takerDesk, int makerDesk, long units, long quote) {
        boolean takerBuys = takerSide == Side.BUY;
        FeeRates rates = market.instrument.fees().base();
        int buyer = takerBuys ? takerDesk : makerDesk;
        int seller = takerBuys ? makerDesk : takerDesk;
        long baseFee = Notional.feeOf(units, takerBuys ? rates.takerMillionths() : rates.makerMillionths());
        long quoteFee = Notional.feeOf(quote, takerBuys ? rates.makerMillionths() : rates.takerMillionths());
        ledger.move(desks.basePurse(seller), desks.basePurse(buyer), units);
        ledger.move(desks.basePurse(buyer), market.baseFees, baseFee);
        ledger.move(desks.quotePurse(buyer), desks.quotePurse(seller), quote);
        ledger.move(desks.quotePurse(seller), market.quoteFees, quoteFee);
        takerFee = takerBuys ? baseFee : quoteFee;
        makerFee = takerBuys ? quoteFee : baseFee;
    }

    long takerFee() {
        return takerFee;
    }

    long makerFee() {
        return makerFee;
    }

    /** Whether the maker's fee is a rebate, in the taker's fee asset. */
    boolean isRebate() {
        return false;
    }
}
