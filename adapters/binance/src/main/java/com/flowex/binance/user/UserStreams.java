package com.flowex.binance.user;

import com.flowex.access.socket.Channel;
import com.flowex.access.socket.StreamClock;
import com.flowex.binance.dialect.TimestampUnit;
import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.trading.TradingReader;
import com.flowex.trading.api.account.AccountChannel;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Factory of channels with user data events. */
public final class UserStreams {

    private final TradingReader trading;
    private final InstrumentDirectory directory;

    public UserStreams(TradingReader trading, InstrumentDirectory directory) {
        this.trading = trading;
        this.directory = directory;
    }

    /**
     * Returns a channel of an account's events after all that the account has confirmed.
     *
     * @param unit unit of the times
     * @param wrapping converts an event to the message, which is written as JSON
     * @throws com.flowex.platform.errors.Refusal {@code view_behind}
     */
    public Channel of(AccountId account, TimestampUnit unit, UnaryOperator<Map<String, Object>> wrapping) {
        UserEvents events =
                new UserEvents(directory, id -> trading.reads().orders().find(account, id));
        return new AccountChannel(
                trading.accounts(),
                StreamClock.SYSTEM,
                account,
                trading.lastEntry(account) + 1,
                (entries, out) -> events.of(entries).forEach(event -> out.accept(unit.text(wrapping.apply(event)))));
    }
}
