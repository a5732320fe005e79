package com.flowex.engine.state;

import com.flowex.domain.account.Transfer;
import com.flowex.domain.state.ReservationState.ReservationStatus;
import com.flowex.engine.account.Accounts;
import com.flowex.engine.ids.TransferIds;
import com.flowex.engine.ledger.HoldReason;
import com.flowex.engine.ledger.HoldsByReason;
import com.flowex.engine.ledger.Ledger;
import com.flowex.engine.market.Assets;
import com.flowex.engine.timers.Timers;
import org.agrona.collections.Int2IntHashMap;

/**
 * Money set aside by transfers. A reservation is identified by its entry in {@link TransferIds}, which also stores its
 * status; the holds and expiry timers of open reservations are here.
 */
public final class Reservations {

    /** Number of steps to remove with a command: more than a chain can have. */
    private static final int LEAVE_MAX = 128;

    private final TransferIds ids;
    private final Accounts accounts;
    private final Assets assets;
    private final Ledger ledger;
    private final HoldsByReason claims;
    private final Timers timers;

    /** Timers of open reservations that expire. */
    private final Int2IntHashMap running = new Int2IntHashMap(Timers.NONE);

    Reservations(
            TransferIds ids, Accounts accounts, Assets assets, Ledger ledger, HoldsByReason claims, Timers timers) {
        this.ids = ids;
        this.accounts = accounts;
        this.assets = assets;
        this.ledger = ledger;
        this.claims = claims;
        this.timers = timers;
    }

    /** Returns the balance in which a reservation holds its money. */
    public int balanceOf(Transfer reserved) {
        return ledger.slotOf(
                accounts.indexOf(reserved.from()),
                assets.indexOf(reserved.amount().asset()));
    }

    /**
     * Sets money aside.
     *
     * @param expiresNanos log time at which it expires, in nanoseconds since 1970; 0 means never
     */
    public void open(int reservation, Transfer reserved, long expiresNanos) {
        claims.change(
                HoldReason.RESERVATIONS, balanceOf(reserved), reserved.amount().units());
        time(reservation, reserved, expiresNanos);
    }

    /** Opens a reservation from a snapshot; its hold has a record of its own. */
    public void restore(int reservation, Transfer reserved, long expiresNanos) {
        claims.restore(
                HoldReason.RESERVATIONS, balanceOf(reserved), reserved.amount().units());
        time(reservation, reserved, expiresNanos);
    }

    private void time(int reservation, Transfer reserved, long expiresNanos) {
        if (expiresNanos != 0) {
            running.put(
                    reservation,
                    timers.start(
                            expiresNanos,
                            Timers.Kind.RESERVATION,
                            reserved.id().high(),
                            reserved.id().low(),
                            reservation));
        }
    }

    /**
     * Removes transfers that are past their time, in whole chains. A reservation that is not over stays and gets
     * another entry. The rest leaves with the next commands: each removes more steps than it can add.
     *
     * @param nanos present log time in nanoseconds
     */
    public void forgetPast(long nanos) {
        ids.now(nanos);
        for (int steps = 0; ids.isDue() && (steps < LEAVE_MAX || ids.isInsideChain(ids.oldest())); steps++) {
            if (ids.mustStay(ids.oldest())) {
                extendOldest();
            } else {
                ids.leave();
            }
        }
    }

    private void extendOldest() {
        int old = ids.oldest();
        long expiresNanos = expiresNanos(old);
        int timer = running.remove(old);
        if (timer != Timers.NONE) {
            timers.stop(timer);
        }
        int retained = ids.limit();
        time(retained, ids.transfer(retained), expiresNanos);
    }

    /** Releases the hold of an open reservation and sets its status. */
    public void close(int reservation, Transfer reserved, ReservationStatus status) {
        int timer = running.remove(reservation);
        if (timer != Timers.NONE) {
            timers.stop(timer);
        }
        claims.change(
                HoldReason.RESERVATIONS, balanceOf(reserved), -reserved.amount().units());
        ids.setStatus(reservation, status);
    }

    /** Returns the status of a reservation; an overdue one is expired, even before its event. */
    public ReservationStatus reservation(int reservation, long nowNanos) {
        ReservationStatus status = ids.reservation(reservation);
        long expires = expiresNanos(reservation);
        return status == ReservationStatus.OPEN && expires != 0 && expires <= nowNanos
                ? ReservationStatus.EXPIRED
                : status;
    }

    /** Returns the log time at which an open reservation expires; 0 if never, or if it is over. */
    public long expiresNanos(int reservation) {
        int timer = running.get(reservation);
        return timer == Timers.NONE ? 0 : timers.deadlineNanos(timer);
    }
}
