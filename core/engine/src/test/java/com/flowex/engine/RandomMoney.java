package com.flowex.engine;

import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.account.TransferStep;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.command.PostTransferChain;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.TransferId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The transfers of a random log: deposits, payments, reservations and what becomes of them, alone and in chains. */
final class RandomMoney {

    private static final long SECOND = 1_000_000_000L;

    private final Random random;
    private final ObservedExchange observed;
    private final RandomAccounts accounts;
    private final Map<Integer, TransferId> dated = new HashMap<>();
    private long now;
    private int ids;

    RandomMoney(Random random, ObservedExchange observed, RandomAccounts accounts) {
        this.random = random;
        this.observed = observed;
        this.accounts = accounts;
    }

    void now(long timeNanos) {
        now = timeNanos;
    }

    Command transfer() {
        int tenant = accounts.tenant();
        if (random.nextInt(3) == 0) {
            return new PostTransfer(transfer(id(), tenant));
        }
        int length = 1 + random.nextInt(random.nextInt(4) == 0 ? 8 : 3);
        List<TransferStep> steps = new ArrayList<>();
        List<TransferId> reserved = new ArrayList<>();
        while (steps.size() < length) {
            TransferStep step = step(tenant, reserved);
            if (steps.stream().noneMatch(other -> other.id().equals(step.id()))) {
                steps.add(step);
            }
        }
        return new PostTransferChain(steps);
    }

    private TransferStep step(int tenant, List<TransferId> reserved) {
        int otherwise = random.nextInt(40) == 0 ? 3 - tenant : tenant;
        return switch (random.nextInt(8)) {
            case 0, 1 -> new TransferStep.Post(transfer(id(), otherwise));
            case 2, 3, 4 -> {
                Transfer transfer = transfer(id(), otherwise);
                reserved.add(transfer.id());
                yield new TransferStep.Reserve(transfer, timeout());
            }
            case 5, 6 -> new TransferStep.PostReserved(id(), pending(reserved), units());
            default -> new TransferStep.VoidReserved(id(), pending(reserved));
        };
    }

    private long timeout() {
        return switch (random.nextInt(6)) {
            case 0 -> 0;
            case 1 -> Long.MAX_VALUE;
            case 2 -> 1 + random.nextLong(60 * SECOND);
            default -> SECOND * (1 + random.nextInt(60));
        };
    }

    private long units() {
        return switch (random.nextInt(4)) {
            case 0 -> TransferStep.PostReserved.ALL;
            case 1 -> 1 + random.nextInt(3_000);
            default -> 1 + random.nextInt(100);
        };
    }

    private TransferId pending(List<TransferId> reserved) {
        if (!reserved.isEmpty() && random.nextInt(3) == 0) {
            return reserved.get(random.nextInt(reserved.size()));
        }
        TransferId known = observed.anyReservation(random);
        return known == null || random.nextInt(20) == 0 ? new TransferId(2, 1 + random.nextInt(1_000)) : known;
    }

    /** Mostly new, sometimes one of the last; some with the highest bit set, to see how ids are ordered. */
    private TransferId id() {
        int number = random.nextInt(15) == 0 ? Math.max(1, ids - random.nextInt(40)) : ++ids;
        if (number % 4 == 3) {
            return dated.computeIfAbsent(number, this::newDatedId);
        }
        return new TransferId(number % 3 == 0 ? -1 : 2, number);
    }

    /** A quarter say their time: now, or a day ahead, or a month ago. No dice: what they say changes nothing else of a log. */
    private TransferId newDatedId(int number) {
        int days =
                switch (number % 60) {
                    case 7 -> 1;
                    case 27 -> -31;
                    case 47 -> -29;
                    default -> 0;
                };
        return TransferId.dated(now / 1_000_000 + days * 86_400_000L, number);
    }

    private Transfer transfer(TransferId id, int tenant) {
        AccountId to = accounts.customerOf(tenant);
        AccountId from =
                switch (random.nextInt(10)) {
                    case 0, 1, 2 -> accounts.customerOf(tenant);
                    case 3 -> RandomAccounts.creditor(tenant);
                    case 4 -> accounts.anyone();
                    default -> AccountId.outsideOf(tenant);
                };
        AccountId other = from.equals(to) ? AccountId.outsideOf(tenant) : to;
        long units = random.nextInt(40) == 0 ? hostile() : 1 + random.nextInt(2_500);
        return new Transfer(id, from, other, new Amount(asset(tenant), units), TransferKind.INTERNAL);
    }

    private long hostile() {
        return random.nextBoolean() ? Long.MAX_VALUE : 1_000_000_000_000L * (1 + random.nextInt(100));
    }

    private AssetId asset(int tenant) {
        if (random.nextInt(50) == 0) {
            return new AssetId(1 + random.nextInt(7));
        }
        return new AssetId(tenant == 1 ? 1 + random.nextInt(3) : 4 + random.nextInt(2));
    }
}
