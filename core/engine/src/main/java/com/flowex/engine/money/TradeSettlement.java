package com.flowex.engine.money;

import com.flowex.domain.market.Notional;
import com.flowex.domain.order.Side;
import com.flowex.engine.account.AccountMarkets;
import com.flowex.engine.fees.FeeTable;
import com.flowex.engine.fees.Volumes;
import com.flowex.engine.ledger.Ledger;
import com.flowex.engine.market.Market;
import com.flowex.engine.state.EventEmitter;
import com.flowex.engine.state.ExchangeState;

/**
 * Settlement of trades: moves the traded amounts, and the fees of both sides at the rates that follow from their
 * volumes.
 */
public final class TradeSettlement {

    private final EventEmitter journal;
    private final Ledger ledger;
    private final AccountMarkets desks;
    private final Volumes volumes;
    private final ExchangeState state;
    private long takerFee;
    private long makerFee;
    private boolean isRebate;

    public TradeSettlement(ExchangeState state) {
        this.journal = state.journal;
        this.ledger = state.ledger;
        this.desks = state.open.desks;
        this.volumes = state.volumes;
        this.state = state;
    }

    /**
     * Settles a trade.
     *
     * @param units units of the base asset that move from seller to buyer
     * @param quote units of the quote asset that move from buyer to seller
     */
    public void settle(Market market, Side takerSide, int takerDesk, int makerDesk, long units, long quote) {
        boolean takerBuys = takerSide == Side.BUY;
        int takerQuote = desks.quotePurse(takerDesk);
        int makerQuote = desks.quotePurse(makerDesk);
        long day = journal.timeNanos() / Volumes.DAY_NANOS;
        FeeTable fees = market.fees;
        int takerRate = fees.takerMillionths(fees.isTiered() ? volumes.of(takerQuote, day) : 0);
        int makerRate = fees.makerMillionths(fees.isTiered() ? volumes.of(makerQuote, day) : 0);
        long takerReceives = takerBuys ? units : quote;
        takerFee = Notional.feeOf(takerReceives, takerRate);
        long charged = makerRate < 0 ? 0 : Notional.feeOf(takerBuys ? quote : units, makerRate);
        long rebate = makerRate < 0 ? Notional.feeOf(takerReceives, -makerRate) : 0;
        makerFee = charged - rebate;
        int buyer = takerBuys ? takerDesk : makerDesk;
        int seller = takerBuys ? makerDesk : takerDesk;
        ledger.move(desks.basePurse(seller), desks.basePurse(buyer), units);
        ledger.move(desks.basePurse(buyer), market.baseFees, takerBuys ? takerFee : charged);
        ledger.move(desks.quotePurse(buyer), desks.quotePurse(seller), quote);
        ledger.move(desks.quotePurse(seller), market.quoteFees, takerBuys ? charged : takerFee);
        payRebate(market, takerBuys, makerDesk, rebate);
        if (state.isVolume(desks.account(takerDesk), desks.account(makerDesk))) {
            volumes.add(takerQuote, day, quote);
            volumes.add(makerQuote, day, quote);
        }
        isRebate = makerRate < 0;
    }

    /** Pays the maker's rebate from the taker's fee; the rates of a fee schedule ensure that the fee covers it. */
    private void payRebate(Market market, boolean takerBuys, int makerDesk, long rebate) {
        if (takerBuys) {
            ledger.move(market.baseFees, desks.basePurse(makerDesk), rebate);
        } else {
            ledger.move(market.quoteFees, desks.quotePurse(makerDesk), rebate);
        }
    }

    /** Returns the fee of the taker in the last settled trade. */
    public long takerFee() {
        return takerFee;
    }

    /** Returns the fee of the maker in the last settled trade; negative for a rebate. */
    public long makerFee() {
        return makerFee;
    }

    /** Returns true if the maker's fee is a rebate, which is in the taker's fee asset. */
    public boolean isRebate() {
        return isRebate;
    }
}
