package com.flowex.cluster.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.cluster.client.Outcome;
import com.flowex.cluster.reducer.StateMachine;
import com.flowex.cluster.settings.ClusterConfig;
import com.flowex.cluster.tail.Checkpoint;
import com.flowex.domain.RejectReason;
import com.flowex.domain.account.TransferStep;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.command.PostTransferChain;
import com.flowex.domain.order.FirstAnswer;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.TransferId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Money under many hands at once. */
@Timeout(600)
class ConcurrentTransfersTest {
    private static final int TRANSFERS = 1_000;

    /** So short that some answers really come too late. */
    private static final Duration IMPATIENT = Duration.ofMillis(25);

    @TempDir
    Path directory;

    private final AtomicInteger sent = new AtomicInteger();

    /** The final result that the caller learns, by any of its questions. */
    private record Answer(
            boolean isDone, long sequence, @Nullable RejectReason refusal) {}

    /**
     * Requirement S5: 1,000 transfers at once over the same ten accounts lose nothing and never wait for each other. Method:
     * every command is sent by two threads, in two orders; every fifth first answer is thrown away, others come too late, and
     * who does not know asks again with the same id. Then: one outcome an id, the same for both threads; balances are what
     * was posted, holds what is reserved, and every asset sums to zero.
     */
    @Test
    void aThousandTransfersOverTheSameAccountsHaveOneOutcomeEach() {
        long seed = 20_261_120;
        List<Command> commands = new RandomTransfers(seed).commands(TRANSFERS);
        try (ClusterNode node = Started.on(directory)) {
            Asking.begin(node);
            RandomTransfers.funding()
                    .forEach(command -> assertInstanceOf(Outcome.Accepted.class, Asking.outcome(node, command)));
        }
        ClusterConfig config = ClusterConfig.at(directory).withAnswerTimeout(IMPATIENT);
        try (ClusterNode node = Started.with(config, StateMachine.EXCHANGE)) {
            FollowedTransfers followed = new FollowedTransfers();
            node.openTail(Checkpoint.START, followed);
            List<Integer> inOrder = IntStream.range(0, TRANSFERS).boxed().toList();
            List<Integer> shuffled = new ArrayList<>(inOrder);
            Collections.shuffle(shuffled, new Random(seed));
            var one = send(node, commands, inOrder, i -> i % 5 == 0);
            var other = send(node, commands, shuffled, i -> i % 5 == 1);
            Map<Integer, Answer> answers = one.join();

            assertEquals(answers, other.join());
            assertTrue(sent.get() > 2 * TRANSFERS, "answers were lost");
            followed.await(
                    answers.values().stream().mapToLong(Answer::sequence).max().orElseThrow());
            requireOneOutcomeEach(commands, answers, followed);
            requireTrueBooks(followed);
        }
    }

    private CompletableFuture<Map<Integer, Answer>> send(
            ClusterNode node, List<Command> commands, List<Integer> order, IntPredicate isLost) {
        CompletableFuture<Map<Integer, Answer>> all = new CompletableFuture<>();
        Thread.ofPlatform().start(() -> {
            Map<Integer, CompletableFuture<Outcome>> promises = new HashMap<>();
            order.forEach(i -> promises.put(i, request(node, commands.get(i), isLost.test(i))));
            Map<Integer, Answer> answers = new HashMap<>();
            try {
                promises.forEach((i, promise) -> answers.put(
                        i, answer(promise.orTimeout(2, TimeUnit.MINUTES).join())));
                all.complete(answers);
            } catch (RuntimeException e) {
                all.completeExceptionally(e);
            }
        });
        return all;
    }

    /** Asks until the outcome is known; an answer that is lost on its way is as good as none. */
    private CompletableFuture<Outcome> request(ClusterNode node, Command command, boolean isLost) {
        sent.incrementAndGet();
        return node.client()
                .submit(command)
                .thenCompose(
                        outcome -> isLost || outcome instanceof Outcome.Unknown || outcome instanceof Outcome.Overloaded
                                ? request(node, command, false)
                                : CompletableFuture.completedFuture(outcome));
    }

    private static Answer answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted accepted -> new Answer(true, accepted.sequence(), null);
            case Outcome.Repeated(FirstAnswer.Posted(long sequence), boolean _) -> new Answer(true, sequence, null);
            case Outcome.Rejected(RejectReason reason, long _) -> new Answer(false, 0, reason);
            default -> throw new AssertionError("no answer to a transfer: " + outcome);
        };
    }

    private static void requireOneOutcomeEach(
            List<Command> commands, Map<Integer, Answer> answers, FollowedTransfers followed) {
        for (int i = 0; i < commands.size(); i++) {
            List<TransferId> ids = ids(commands.get(i));
            Answer answer = answers.get(i);
            int refusals = ids.stream().mapToInt(followed::refused).sum();
            String about = commands.get(i) + " " + answer;
            assertTrue(
                    answer != null && ids.stream().allMatch(id -> followed.done(id) == (answer.isDone() ? 1 : 0)),
                    about);
            assertEquals(answer.isDone() ? 0 : 1, refusals, about);
        }
        assertTrue(answers.values().stream().anyMatch(Answer::isDone), "some can be done");
        assertTrue(answers.values().stream().anyMatch(answer -> !answer.isDone()), "some cannot");
    }

    private static List<TransferId> ids(Command command) {
        return switch (command) {
            case PostTransfer(var transfer) -> List.of(transfer.id());
            case PostTransferChain(var steps) ->
                steps.stream().map(TransferStep::id).toList();
            default -> throw new AssertionError(command);
        };
    }

    private static void requireTrueBooks(FollowedTransfers followed) {
        Map<AssetId, Long> sums = new HashMap<>();
        followed.balances().forEach((accountAsset, units) -> sums.merge(accountAsset.asset(), units, Long::sum));

        assertEquals(followed.moved(), followed.balances());
        sums.forEach((asset, sum) -> assertEquals(0, sum, () -> "sum of " + asset));
        followed.holds()
                .forEach((balance, held) ->
                        assertEquals(followed.reserved().getOrDefault(balance, 0L), held, balance::toString));
        assertTrue(followed.holds().values().stream().anyMatch(held -> held > 0), "some stays reserved");
    }
}
