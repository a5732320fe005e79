package com.flowex.orderentry;

import com.flowex.domain.command.CancelOne;
import com.flowex.domain.command.CancelOrder;
import com.flowex.domain.command.CancelOrderByClientId;
import com.flowex.domain.command.CancelRestricted;
import com.flowex.domain.order.CancelRestriction;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.OrderId;
import org.jspecify.annotations.Nullable;

/** Open order of an account that is to be canceled, with the fills that it must have, if that matters. */
public record OrderToCancel(CancelOne command) {

    /** @param restriction null for any fills */
    public static OrderToCancel of(AccountId account, OrderId order, @Nullable CancelRestriction restriction) {
        return new OrderToCancel(CancelRestricted.of(new CancelOrder(account, order), restriction));
    }

    /**
     * Names the order by the id that the account gave it.
     *
     * @param restriction null for any fills
     */
    public static OrderToCancel of(AccountId account, ClientOrderId order, @Nullable CancelRestriction restriction) {
        return new OrderToCancel(CancelRestricted.of(new CancelOrderByClientId(account, order), restriction));
    }
}
