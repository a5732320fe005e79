package com.flowex.platform.projection;

import com.flowex.domain.value.AccountId;

/** Reader of a view, over any protocol. */
public interface ReaderContext {

    /** Returns the account whose writes must be shown. */
    AccountId account();

    /** Returns the event that must be shown at least; 0 if the reader names none. */
    long minSequence();
}
