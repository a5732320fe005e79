package com.flowex.engine.risk;

import com.flowex.domain.RejectReason;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.order.Side;
import com.flowex.engine.market.Market;
import com.flowex.engine.state.ExchangeState;
import org.jspecify.annotations.Nullable;

/**
 * Checks that apply to every order of a market or an account: kill switches, restrictions, the market's state, limits
 * of value.
 */
public final class RiskChecks {

    private final ExchangeState state;

    public RiskChecks(ExchangeState state) {
        this.state = state;
    }

    /** Returns the reason if a kill switch is on or the account may have no order of this side; otherwise null. */
    public @Nullable RejectReason refusalOf(Market market, int account, Side side) {
        if (state.kills.isTenantKilled(market.instrument.tenant())) {
            return RejectReason.TENANT_KILLED;
        }
        if (market.isKilled()) {
            return RejectReason.MARKET_KILLED;
        }
        if (state.accounts.isKilled(account)) {
            return RejectReason.ACCOUNT_KILLED;
        }
        if (!mayTrade(market, account)) {
            return RejectReason.ISOLATED_MARKET;
        }
        boolean isAllowed = state.accounts.restriction(account).allows(side) && !state.watch.isLiquidating(account);
        return isAllowed ? null : RejectReason.ACCOUNT_RESTRICTED;
    }

    /** Returns true unless the account is isolated in another market. */
    public boolean mayTrade(Market market, int account) {
        return !state.accounts.isIsolated(account)
                || state.accounts.id(account).isolatedMarket().equals(market.instrument.id());
    }

    /** Returns the reason why the market does not accept such an order now, null if it does. */
    public @Nullable RejectReason refusalOfState(Market market, OrderTerms terms) {
        return switch (market.state()) {
            case OPEN -> null;
            case POST_ONLY ->
                terms instanceof OrderTerms.Limit limit && limit.postOnly() ? null : RejectReason.INSTRUMENT_POST_ONLY;
            case CANCEL_ONLY -> RejectReason.INSTRUMENT_CANCEL_ONLY;
            case HALTED -> RejectReason.INSTRUMENT_HALTED;
            case DELISTED -> RejectReason.INSTRUMENT_DELISTED;
        };
    }

    /** Returns the reason not to change an order of this account and side now, null if it may change. */
    public @Nullable RejectReason refusalOfChange(Market market, int account, Side side, boolean onlyGetsSmaller) {
        RejectReason refusal = refusalOf(market, account, side);
        return refusal == null ? refusalOfChange(market, onlyGetsSmaller) : refusal;
    }

    /** Returns the reason why the market does not accept a change of an order now, null if it does. */
    public @Nullable RejectReason refusalOfChange(Market market, boolean onlyGetsSmaller) {
        return switch (market.state()) {
            case OPEN, POST_ONLY -> null;
            case CANCEL_ONLY -> onlyGetsSmaller ? null : RejectReason.INSTRUMENT_CANCEL_ONLY;
            case HALTED -> RejectReason.INSTRUMENT_HALTED;
            case DELISTED -> RejectReason.INSTRUMENT_DELISTED;
        };
    }

    /** @param notionalMax highest notional of the market; 0 means no limit, as for {@code valueMax} */
    public @Nullable RejectReason refusalOfValue(long value, long notionalMax, long valueMax) {
        if (notionalMax != 0 && value > notionalMax) {
            return RejectReason.NOTIONAL_TOO_LARGE;
        }
        return valueMax != 0 && value > valueMax ? RejectReason.ORDER_VALUE_TOO_LARGE : null;
    }

    /**
     * Returns true if a market's orders may act by themselves now: it is open and none of its orders are still to be
     * ended.
     */
    public boolean isTrading(Market market) {
        return market.state() == MarketState.OPEN && !state.endings.isEnding(market);
    }
}
