package com.flowex.binance.user;

import com.flowex.desk.InstrumentDirectory;
import com.flowex.domain.AccountId;
import com.flowex.edge.stream.Channel;
import com.flowex.trading.TradingService;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What happens to accounts from now on, as channels of connections. */
public final class UserStreams {

    private final TradingService trading;
    private final InstrumentDirectory directory;

    public UserStreams(TradingService trading, InstrumentDirectory directory) {
        this.trading = trading;
        this.directory = directory;
    }

    /**
     * What happens to an account, behind everything that it was told is done.
     *
     * @param wrapping what is sent of an event, written as JSON
     * @throws com.flowex.ground.refusal.Refusal {@code view_behind}
     */
    public Channel of(AccountId account, UnaryOperator<Map<String, Object>> wrapping) {
        UserEvents events =
                new UserEvents(directory, id -> trading.reads().orders().find(account, id));
        return new UserChannel(trading.accounts(), events, account, trading.lastEntry(account) + 1, wrapping);
    }
}
