package com.flowex.cluster.node;

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
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Seeded transfers, reservations, postings and voids between a few accounts, alone and in chains. Many cannot work: the giver
 * has too little, or the reservation is over, or does not exist because it was refused or comes later.
 */
final class RandomTransfers {
    private static final long ACCOUNTS = 10;
    private static final long FUNDS_UNITS = 10_000;
    private static final long TIMEOUT_NANOS = 50_000_000;

    private final Random random;
    private final List<TransferId> reservations = new ArrayList<>();
    private long ids;

    RandomTransfers(long seed) {
        random = new Random(seed);
    }

    /** Opens the accounts and gives each of them something of both assets; {@link TestMarket#beginning} comes first. */
    static List<Command> funding() {
        Stream<Command> accounts = LongStream.range(2, ACCOUNTS).mapToObj(i -> TestMarket.openAccount(1_000 + i));
        Stream<Command> funds = LongStream.range(0, 2 * ACCOUNTS)
                .mapToObj(i -> new PostTransfer(new Transfer(
                        new TransferId(5, i),
                        AccountId.outsideOf(1),
                        account(i / 2),
                        new Amount(new AssetId(1 + (int) i % 2), FUNDS_UNITS),
                        TransferKind.DEPOSIT)));
        return Stream.concat(accounts, funds).toList();
    }

    private static AccountId account(long number) {
        return new AccountId(1, 1_000 + number);
    }

    List<Command> commands(int count) {
        return Stream.generate(this::next).limit(count).toList();
    }

    private Command next() {
        return switch (random.nextInt(8)) {
            case 0, 1 -> new PostTransfer(transfer());
            case 2 -> chain(reserve());
            case 3 -> chain(post(reservation(), random.nextBoolean()));
            case 4 -> chain(new TransferStep.VoidReserved(id(), reservation()));
            case 5 -> {
                TransferStep.Reserve reserve = reserve();
                yield chain(reserve, post(reserve.id(), true));
            }
            case 6 ->
                chain(
                        new TransferStep.Post(transfer()),
                        new TransferStep.Post(transfer()),
                        new TransferStep.Post(transfer()));
            default ->
                chain(new TransferStep.Post(transfer()), reserve(), new TransferStep.VoidReserved(id(), reservation()));
        };
    }

    private static Command chain(TransferStep... steps) {
        return new PostTransferChain(List.of(steps));
    }

    private TransferStep.Reserve reserve() {
        Transfer transfer = transfer();
        reservations.add(transfer.id());
        return new TransferStep.Reserve(transfer, random.nextInt(3) == 0 ? TIMEOUT_NANOS : 0);
    }

    private TransferStep post(TransferId reservation, boolean inPart) {
        long units = inPart ? 1 + random.nextLong(FUNDS_UNITS / 10) : TransferStep.PostReserved.ALL;
        return new TransferStep.PostReserved(id(), reservation, units);
    }

    private TransferId reservation() {
        return reservations.isEmpty() ? id() : reservations.get(random.nextInt(reservations.size()));
    }

    private Transfer transfer() {
        long from = random.nextLong(ACCOUNTS);
        long to = (from + 1 + random.nextLong(ACCOUNTS - 1)) % ACCOUNTS;
        Amount amount = new Amount(new AssetId(1 + random.nextInt(2)), 1 + random.nextLong(FUNDS_UNITS / 4));
        return new Transfer(id(), account(from), account(to), amount, TransferKind.INTERNAL);
    }

    private TransferId id() {
        return new TransferId(6, ++ids);
    }
}
