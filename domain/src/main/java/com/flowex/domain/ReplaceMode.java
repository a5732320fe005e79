package com.flowex.domain;

/** What a cancel-replace does when there is nothing left to cancel. */
public enum ReplaceMode {
    /** The new order is refused. */
    STOP_ON_FAILURE,
    /** The new order is placed all the same. */
    ALLOW_FAILURE
}
