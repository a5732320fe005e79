package com.flowex.engine.match;

import com.flowex.domain.market.Notional;
import com.flowex.domain.order.Side;
import com.flowex.engine.fees.Volumes;
import com.flowex.engine.ledger.Ledger;
import com.flowex.engine.market.Market;
import com.flowex.engine.state.ExchangeState;
import com.flowex.engine.state.SaturatingMath;

/**
 * Fees that a taker would pay for the trades of a plan. They are {@link com.flowex.engine.money.TradeSettlement}'s fees,
 * trade by trade, at the rates of the volume after the trades before. Nothing changes.
 */
public final class TakerFees {

    private final ExchangeState state;
    private final Market market;
    private final int account;
    private final Side side;
    private long volume;
    private long units;
    private int trades;

    public TakerFees(ExchangeState state, Market market, int account, Side side) {
        this.state = state;
        this.market = market;
        this.account = account;
        this.side = side;
        this.volume = market.fees.isTiered() ? volumeSoFar() : 0;
    }

    private long volumeSoFar() {
        int balance = state.ledger.balanceIndexOf(state.accounts.main(account), market.quoteAsset);
        return balance == Ledger.NO_BALANCE
                ? 0
                : state.volumes.of(balance, state.journal.timeNanos() / Volumes.DAY_NANOS);
    }

    public void take(MatchPlan plan) {
        for (int part = 0; part < plan.count(); part++) {
            if (plan.kind(part) == MatchPlan.Kind.TRADE) {
                trade(plan.maker(part), plan.units(part), plan.quote(part));
            }
        }
    }

    private void trade(int maker, long baseUnits, long quoteUnits) {
        long receives = side == Side.BUY ? baseUnits : quoteUnits;
        units += Notional.feeOf(receives, market.fees.takerMillionths(volume));
        trades++;
        int other = state.open.account(maker);
        if (state.isVolume(account, other)) {
            volume = SaturatingMath.sum(volume, quoteUnits);
            boolean countsTwice = state.accounts.main(other) == state.accounts.main(account);
            volume = countsTwice ? SaturatingMath.sum(volume, quoteUnits) : volume;
        }
    }

    /** Returns the fee in units of the asset that the taker receives. */
    public long units() {
        return units;
    }

    /** Returns the number of trades. */
    public int trades() {
        return trades;
    }
}
