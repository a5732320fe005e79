package com.flowex.systemtests;

import java.util.Arrays;
import java.util.List;

/**
 * A place at which a process is killed. Those of withdrawals: the furthest first, so that of two payments of one address the
 * earlier nonce is never the one that is held back. The places behind it in the same four are requested afterwards.
 */
enum KillPlace {
    SETTLE_DONE("settle", "final on the chain, not noted", "done 6"),
    SETTLE_BEGUN("settle", "nothing of it done", "begun 6"),
    POST_DONE("post", "posted in the log, not noted", "done 5"),
    POST_BEGUN("post", "nothing of it done", "begun 5"),

    CONFIRM_DONE("confirm", "deep enough, not noted", "done 4"),
    CONFIRM_SEEN("confirm", "seen in a block, not noted", "seen"),
    CONFIRM_BEGUN("confirm", "nothing of it done", "begun 4"),
    SEND_DONE("send", "broadcast, not noted", "done 3"),

    SEND_BEGUN("send", "nothing of it done", "begun 3"),
    SIGN_DONE("sign", "signed bytes kept, not noted", "done 2"),
    SIGNED("sign", "nonce claimed, signature not kept", "signed"),
    /** Holds the chain's own lock: the last of its four. */
    SENDING("send", "on its way to the node, not taken", "sending"),

    CLAIMING("sign", "drafted, nonce not claimed", "claiming"),
    SIGN_BEGUN("sign", "nothing of it done", "begun 2"),
    APPROVED("approve", "a second person has approved, not noted", "done 1"),
    APPROVE_BEGUN("approve", "nothing of it done", "begun 1"),

    RESERVED("reserve", "held in the log, not noted", "done 0"),
    RESERVE_BEGUN("reserve", "nothing of it done", "begun 0"),

    DEPOSIT_SEEN("deposit", "its block mined, not kept", "seen"),
    DEPOSIT_CREDITED("deposit", "credited in the log, not noted", "credited");

    /** The number of sagas that a process works on at once. */
    static final int AT_ONCE = 4;

    private final String step;
    private final String moment;
    private final String point;

    KillPlace(String step, String moment, String point) {
        this.step = step;
        this.moment = moment;
        this.point = point;
    }

    static List<KillPlace> ofWithdrawals() {
        return Arrays.stream(values()).filter(place -> !place.isOfDeposit()).toList();
    }

    static List<KillPlace> ofDeposits() {
        return Arrays.stream(values()).filter(KillPlace::isOfDeposit).toList();
    }

    private boolean isOfDeposit() {
        return step.equals("deposit");
    }

    /** How docs/operations/kills.md begins its row. */
    String row() {
        return "| " + step + " | " + moment + " |";
    }

    /** As {@link HeldDatabase} calls it. */
    String point() {
        return point;
    }

    /** Number of the lock on which it waits. */
    int number() {
        return List.of(values()).indexOf(this);
    }

    /** More than one person may let leave. */
    boolean needsSecond() {
        return this == APPROVED;
    }
}
