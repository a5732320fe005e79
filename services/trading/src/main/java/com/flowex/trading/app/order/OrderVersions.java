package com.flowex.trading.app.order;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.OrderId;
import com.flowex.orderentry.CommittedEvents;
import com.flowex.trading.store.order.TrackedOrder;
import java.util.Optional;

/** Reads orders as single commands left them, regardless of later commands. */
public interface OrderVersions {

    /** Returns the account's present position in its own history. Must be called before the command is sent. */
    long place(AccountId account);

    /**
     * Returns the order as a command left it, once the view shows that command.
     *
     * @param place result of {@link #place} from before the command was sent
     * @return empty if the command did not change the order, or the history does not reach back to it
     */
    Optional<TrackedOrder> after(CommittedEvents done, AccountId account, OrderId order, long place);
}
