package com.flowex.binance.trade.params;

import com.flowex.binance.call.Params;
import com.flowex.binance.dialect.BinanceErrorCode;
import com.flowex.domain.order.DebtEffects;
import java.util.Set;

/** Effects of orders on debts, by their names in this dialect. */
public enum SideEffect {
    NO_SIDE_EFFECT(false, false),
    MARGIN_BUY(true, false),
    AUTO_REPAY(false, true),
    AUTO_BORROW_REPAY(true, true);

    /** Names of the parameters. */
    public static final Set<String> TAKES = Set.of("sideEffectType", "autoRepayAtCancel");

    private final boolean borrows;
    private final boolean repays;

    SideEffect(boolean borrows, boolean repays) {
        this.borrows = borrows;
        this.repays = repays;
    }

    /** Returns the effects that a call names; none if it names none. */
    public static DebtEffects of(Params params) {
        boolean returns = params.flag("autoRepayAtCancel").orElse(false);
        SideEffect effect = params.oneOf("sideEffectType", SideEffect.class, BinanceErrorCode.INVALID_PARAMETER)
                .orElse(NO_SIDE_EFFECT);
        return new DebtEffects(effect.borrows, effect.repays, effect.borrows && returns);
    }
}
