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
    private final AccountMarkets markets;
    private final Volumes volumes;
    private final ExchangeState state;
    private long takerFee;
    private long makerFee;
    private long takerReceived;
    private long makerReceived;
    private boolean isRebate;

    public TradeSettlement(ExchangeState state) {
        this.journal = state.journal;
        this.ledger = state.ledger;
        this.markets = state.open.accountMarkets;
        this.volumes = state.volumes;
        this.state = state;
    }

    /**
     * Settles a trade.
     *
     * @param units units of the base asset that move from seller to buyer
     * @param quote units of the quote asset that move from buyer to seller
     */
    public void settle(
            Market market, Side takerSide, int takerAccountMarket, int makerAccountMarket, long units, long quote) {
        boolean takerBuys = takerSide == Side.BUY;
        int taker = markets.account(takerAccountMarket);
        int maker = markets.account(makerAccountMarket);
        int takerVolume = state.volumeBalance(taker, markets.quoteBalance(takerAccountMarket));
        int makerVolume = state.volumeBalance(maker, markets.quoteBalance(makerAccountMarket));
        long day = journal.timeNanos() / Volumes.DAY_NANOS;
        FeeTable fees = market.fees;
        int takerRate = fees.takerMillionths(fees.isTiered() ? volumes.of(takerVolume, day) : 0);
        int makerRate = fees.makerMillionths(fees.isTiered() ? volumes.of(makerVolume, day) : 0);
        long takerReceives = takerBuys ? units : quote;
        takerFee = Notional.feeOf(takerReceives, takerRate);
        long makerReceives = takerBuys ? quote : units;
        long charged = makerRate < 0 ? 0 : Notional.feeOf(makerReceives, makerRate);
        long rebate = makerRate < 0 ? Notional.feeOf(takerReceives, -makerRate) : 0;
        makerFee = charged - rebate;
        takerReceived = takerReceives - takerFee;
        makerReceived = makerReceives - charged;
        int buyer = takerBuys ? takerAccountMarket : makerAccountMarket;
        int seller = takerBuys ? makerAccountMarket : takerAccountMarket;
        ledger.move(markets.baseBalance(seller), markets.baseBalance(buyer), units);
        ledger.move(markets.baseBalance(buyer), market.baseFees, takerBuys ? takerFee : charged);
        ledger.move(markets.quoteBalance(buyer), markets.quoteBalance(seller), quote);
        ledger.move(markets.quoteBalance(seller), market.quoteFees, takerBuys ? charged : takerFee);
        payRebate(market, takerBuys, makerAccountMarket, rebate);
        if (state.isVolume(taker, maker)) {
            volumes.add(takerVolume, day, quote);
            volumes.add(makerVolume, day, quote);
        }
        isRebate = makerRate < 0;
        if (!state.watch.isEmpty()) {
            state.watch.makeDue(taker);
            state.watch.makeDue(maker);
        }
    }

    /** Pays the maker's rebate from the taker's fee; the rates of a fee schedule ensure that the fee covers it. */
    private void payRebate(Market market, boolean takerBuys, int makerAccountMarket, long rebate) {
        if (takerBuys) {
            ledger.move(market.baseFees, markets.baseBalance(makerAccountMarket), rebate);
        } else {
            ledger.move(market.quoteFees, markets.quoteBalance(makerAccountMarket), rebate);
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

    /** Returns the units that the last settled trade has brought the taker of what it gets, after the fee. */
    public long takerReceived() {
        return takerReceived;
    }

    /** Returns the same for the maker, whose rebate is in the other asset. */
    public long makerReceived() {
        return makerReceived;
    }

    /** Returns true if the maker's fee is a rebate, which is in the taker's fee asset. */
    public boolean isRebate() {
        return isRebate;
    }
}
