package com.flowex.backtest.run;

import com.flowex.backtest.fill.Arrival;
import com.flowex.domain.command.Command;
import org.jspecify.annotations.Nullable;

/** Request of the strategy on its way to the exchange. */
sealed interface Request {

    Arrival arrival();

    /** @param stop second order of a pair; null if there is none */
    record Place(Arrival arrival, OwnOrder order, @Nullable OwnOrder stop, Command command) implements Request {}

    record Cancel(Arrival arrival, OwnOrder order) implements Request {}

    record CancelAll(Arrival arrival) implements Request {}
}
