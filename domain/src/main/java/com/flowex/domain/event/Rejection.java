package com.flowex.domain.event;

import com.flowex.domain.RejectReason;

/** A command was refused: nothing changed but what is remembered about its id. Always a command's only event. */
public sealed interface Rejection extends Event
        permits OrderRejected, TransferRejected, RequestRejected, ListingRejected {

    RejectReason reason();
}
