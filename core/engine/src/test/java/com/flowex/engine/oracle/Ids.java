package com.flowex.engine.oracle;

import com.flowex.domain.RejectReason;
import com.flowex.domain.event.ClientOrderIdBurnt;
import com.flowex.domain.event.OrderRejected;
import com.flowex.domain.event.RequestRejected;
import com.flowex.domain.order.FirstAnswer;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.value.ClientOrderId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The memory of client order ids (ADR 0005), but for the bounds by number, which no random log reaches. */
final class Ids {

    private static final long DAY = 86_400_000_000_000L;
    private static final long ANSWER_NANOS = DAY;
    private static final long TRACE_NANOS = 30 * DAY;
    private static final int FORGOTTEN_PER_COMMAND_MAX = 64;

    /**
     * An id that was seen.
     *
     * @param command the order or pair it came with; null: a query burnt it
     * @param ended log time since which its order is no longer open; -1 while it is
     * @param rulesOfForgetting rules by which its answer was forgotten; 0: it is kept
     */
    record UsedId(@Nullable Object command, FirstAnswer answer, long ended, int rulesOfForgetting) {
        UsedId(@Nullable Object command, FirstAnswer answer, long ended) {
            this(command, answer, ended, 0);
        }

        boolean isOpen() {
            return ended < 0;
        }
    }

    /** An id whose order has ended, in the order of the ends. */
    private record EndedId(Account account, ClientOrderId id, long ended) {}

    private final World world;
    private final Deque<EndedId> kept = new ArrayDeque<>();

    Ids(World world) {
        this.world = world;
    }

    /** Before each command: the answers of at most 64 ids that are a day old. */
    void forget() {
        for (int i = 0; i < FORGOTTEN_PER_COMMAND_MAX && isDue(); i++) {
            EndedId oldest = kept.removeFirst();
            oldest.account.seen.computeIfPresent(
                    oldest.id,
                    (_, id) -> id.ended == oldest.ended
                            ? new UsedId(id.command, id.answer, id.ended, world.rulesVersion)
                            : id);
        }
    }

    private boolean isDue() {
        return !kept.isEmpty() && world.now - kept.getFirst().ended >= ANSWER_NANOS;
    }

    private @Nullable UsedId find(Account account, ClientOrderId id) {
        UsedId usedId = account.seen.get(id);
        if (usedId != null && isForgottenRefusal(id, usedId)) {
            account.seen.remove(id);
            return null;
        }
        if (usedId != null && isPastTrace(usedId)) {
            account.seen.remove(id);
            account.hasForgotten = true;
            return null;
        }
        return usedId;
    }

    boolean isUsed(Account account, ClientOrderId id) {
        return find(account, id) != null || isOld(account, id);
    }

    /** By rules 2 a refusal is remembered for a day, unless it left a trace by the rules before. */
    private boolean isForgottenRefusal(ClientOrderId id, UsedId usedId) {
        return world.isByRules2()
                && usedId.command != null
                && usedId.answer instanceof FirstAnswer.Refused
                && isPastRetention(usedId)
                && usedId.rulesOfForgetting != 1
                && !isDated(id);
    }

    /** By rules 2 an id that says that it is older than a day is not new, nor one as old as a forgotten one. */
    private boolean isOld(Account account, ClientOrderId id) {
        if (!world.isByRules2() || !isDated(id)) {
            return false;
        }
        boolean isForgotten = account.seen.entrySet().stream()
                .anyMatch(other -> isDated(other.getKey())
                        && other.getValue().rulesOfForgetting > 1
                        && millis(other.getKey()) >= millis(id));
        return isForgotten
                || millis(id) <= account.forgottenUntil / 1_000_000
                || millis(id) < (world.now - DAY) / 1_000_000;
    }

    /**
     * Rules 2 begin: it is unknown which ids an account has forgotten by then, so an id that says an older time is
     * never new.
     */
    static void dateForgotten(World world) {
        for (Account account : world.accounts.values()) {
            if (account.hasForgotten || account.seen.values().stream().anyMatch(id -> isPastTrace(id, world.now))) {
                account.forgottenUntil = world.now;
            }
        }
    }

    /** The UUIDs of random logs are all of version 7; none is ahead of its log. */
    private static boolean isDated(ClientOrderId id) {
        return id.toString().length() == 36;
    }

    private static long millis(ClientOrderId id) {
        return UUID.fromString(id.toString()).getMostSignificantBits() >>> 16;
    }

    private boolean isPastRetention(UsedId id) {
        return !id.isOpen() && world.now - id.ended >= ANSWER_NANOS;
    }

    /**
     * Answers an order whose id is known.
     *
     * @param requested the order, or the pair it is the first of
     * @return true if it was known
     */
    boolean answered(Account account, OrderRequest request, Object requested) {
        UsedId id = find(account, request.clientOrderId());
        if (id == null && isOld(account, request.clientOrderId())) {
            world.say(rejected(request, RejectReason.CLIENT_ORDER_ID_EXPIRED));
            return true;
        }
        if (id == null) {
            return false;
        }
        if (isPastRetention(id)) {
            world.say(rejected(request, RejectReason.CLIENT_ORDER_ID_EXPIRED));
        } else if (id.command == null) {
            world.say(rejected(request, RejectReason.CLIENT_ORDER_ID_BURNT));
        } else if (id.command.equals(requested)) {
            world.say(id.answer);
        } else {
            world.say(rejected(request, RejectReason.CLIENT_ORDER_ID_REUSED));
        }
        return true;
    }

    static OrderRejected rejected(OrderRequest request, RejectReason reason) {
        return new OrderRejected(request.account(), request.clientOrderId(), request.instrument(), reason);
    }

    void accepted(Order order, Object requested) {
        FirstAnswer answer = new FirstAnswer.Accepted(order.id, world.sequence);
        order.account.seen.put(order.request.clientOrderId(), new UsedId(requested, answer, -1));
    }

    void refused(Account account, OrderRequest request, Object requested, RejectReason reason) {
        end(account, request.clientOrderId(), requested, new FirstAnswer.Refused(reason));
    }

    private void end(Account account, ClientOrderId id, @Nullable Object command, FirstAnswer answer) {
        account.seen.put(id, new UsedId(command, answer, world.now));
        kept.addLast(new EndedId(account, id, world.now));
    }

    void ended(Order order) {
        ClientOrderId clientOrderId = order.request.clientOrderId();
        UsedId id = order.account.seen.get(clientOrderId);
        if (id != null) {
            end(order.account, clientOrderId, id.command, id.answer);
        }
    }

    void resolve(Account account, ClientOrderId id, boolean burn) {
        forgetWhatIsPast(account);
        UsedId usedId = find(account, id);
        if (usedId != null && isPastRetention(usedId)) {
            world.say(new RequestRejected(account.id, RejectReason.CLIENT_ORDER_ID_EXPIRED));
        } else if (usedId != null) {
            world.say(usedId.answer);
        } else if (account.hasForgotten || isOld(account, id)) {
            world.say(new RequestRejected(account.id, RejectReason.CLIENT_ORDER_ID_EXPIRED));
        } else if (burn) {
            FirstAnswer answer = new FirstAnswer.Refused(RejectReason.CLIENT_ORDER_ID_BURNT);
            end(account, id, null, answer);
            world.say(new ClientOrderIdBurnt(account.id, id));
        } else {
            world.say(new RequestRejected(account.id, RejectReason.CLIENT_ORDER_ID_NEVER_SEEN));
        }
    }

    private void forgetWhatIsPast(Account account) {
        if (account.seen.values().removeIf(this::isPastTrace)) {
            account.hasForgotten = true;
        }
    }

    private boolean isPastTrace(UsedId id) {
        return isPastTrace(id, world.now);
    }

    private static boolean isPastTrace(UsedId id, long now) {
        return !id.isOpen() && now - id.ended >= TRACE_NANOS;
    }
}
