package com.flowex.engine.risk;

import com.flowex.domain.RejectReason;
import com.flowex.domain.event.MarketStateChanged;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.market.MarketStateCause;
import com.flowex.domain.value.InstrumentId;
import com.flowex.engine.end.OrderTermination;
import com.flowex.engine.market.Market;
import com.flowex.engine.market.PriceWindow;
import com.flowex.engine.state.ExchangeState;
import com.flowex.engine.state.SaturatingMath;
import com.flowex.engine.timers.Timers;

/** Changes of a market's state: by an operator, by its circuit breaker, and at the end of a halt. */
public final class TradingStatus {

    private final ExchangeState state;
    private final OrderTermination ends;

    public TradingStatus(ExchangeState state, OrderTermination ends) {
        this.state = state;
        this.ends = ends;
    }

    public void change(int tenant, InstrumentId instrument, MarketState next) {
        Market market = state.markets.find(tenant, instrument);
        if (market == null) {
            state.journal.reject(tenant, RejectReason.UNKNOWN_INSTRUMENT);
        } else if (market.state() == next && !takesOver(market)) {
            return;
        } else if (market.state() == MarketState.DELISTED) {
            state.journal.reject(tenant, RejectReason.INSTRUMENT_DELISTED);
        } else {
            become(market, next, MarketStateCause.OPERATOR, 0);
            if (next == MarketState.DELISTED) {
                state.endings.begin(market, ends, state.steps);
            }
        }
    }

    /** Returns true if an operator's halt meets a circuit breaker's halt, which would end by itself. */
    private boolean takesOver(Market market) {
        return state.rules().operatorsHaltOutlastsBreakers() && market.resumption() != Timers.NONE;
    }

    /**
     * Gives a trade to the market's circuit breaker.
     *
     * @return true if the breaker halted the market
     */
    public boolean breaks(Market market, long priceUnits) {
        PriceWindow window = market.window();
        if (window == null || !window.takeIn(priceUnits, state.journal.timeNanos())) {
            return false;
        }
        window.clear();
        long haltNanos = market.rules.risk().breaker().haltNanos();
        long resumes = SaturatingMath.sum(state.journal.timeNanos(), haltNanos);
        become(market, MarketState.HALTED, MarketStateCause.CIRCUIT_BREAKER, resumes);
        return true;
    }

    /** Ends a halt. */
    public void resume(Market market) {
        become(market, MarketState.OPEN, MarketStateCause.HALT_OVER, 0);
    }

    private void become(Market market, MarketState next, MarketStateCause cause, long resumesNanos) {
        restore(market, next, resumesNanos);
        state.touched.add(market);
        state.journal.emit(new MarketStateChanged(market.instrument.id(), next, cause, resumesNanos));
    }

    /**
     * Sets the state of a market without an event.
     *
     * @param resumesNanos log time at which it opens by itself, in nanoseconds since 1970; 0 if it does not
     */
    public void restore(Market market, MarketState next, long resumesNanos) {
        if (market.resumption() != Timers.NONE) {
            state.timers.stop(market.resumption());
        }
        int instrument = market.instrument.id().value();
        int timer = resumesNanos == 0
                ? Timers.NONE
                : state.timers.start(resumesNanos, Timers.Kind.RESUMPTION, 0, instrument, market.index);
        market.become(next, timer);
    }
}
