package com.flowex.domain.event;

import com.flowex.domain.RejectReason;

/**
 * A command was refused; nothing changed except the memory of its id. It is the only event of its command, except for
 * {@link com.flowex.domain.command.CancelReplace}, whose cancel and order are answered separately.
 */
public sealed interface Rejection extends Event
        permits OrderRejected, TransferRejected, RequestRejected, ListingRejected {

    RejectReason reason();
}
