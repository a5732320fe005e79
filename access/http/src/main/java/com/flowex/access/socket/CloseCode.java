package com.flowex.access.socket;

/** Close codes of RFC 6455. */
final class CloseCode {

    static final int GOING_AWAY = 1001;
    static final int NOT_TEXT = 1003;
    static final int BROKE_A_RULE = 1008;
    static final int TOO_BIG = 1009;
    static final int FAULT_OF_OURS = 1011;
    static final int TRY_AGAIN_LATER = 1013;

    private CloseCode() {}
}
