package com.flowex.domain.event;

import com.flowex.domain.RejectReason;

/** A command was refused: nothing changed but what is remembered about its id. A command's only event, but
 * for {@link com.flowex.domain.command.CancelReplace}, whose cancel and order are answered each for itself. */
public sealed interface Rejection extends Event
        permits OrderRejected, TransferRejected, RequestRejected, ListingRejected {

    RejectReason reason();
}
