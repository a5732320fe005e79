package com.flowex.cluster.client;

import com.flowex.domain.command.Command;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Promise of one outcome. One thread completes the promises of all callers, so continuations run on other threads: no
 * caller can make the others wait. A thread that waits for the promise is woken directly.
 */
final class OutcomePromise extends CompletableFuture<Outcome> {
    private static final Executor ELSEWHERE = Thread::startVirtualThread;

    private final Command command;
    private final long deadlineNanos;

    /** Used only by the thread that carries the command. */
    private boolean sentAgain;

    OutcomePromise(Command command, long deadlineNanos) {
        this.command = command;
        this.deadlineNanos = deadlineNanos;
    }

    Command command() {
        return command;
    }

    boolean isLate(long nowNanos) {
        return nowNanos - deadlineNanos > 0;
    }

    boolean isSentAgain() {
        return sentAgain;
    }

    void sendAgain() {
        sentAgain = true;
    }

    @Override
    public Executor defaultExecutor() {
        return ELSEWHERE;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }

    @Override
    public <U> CompletableFuture<U> thenApply(Function<? super Outcome, ? extends U> next) {
        return thenApplyAsync(next);
    }

    @Override
    public CompletableFuture<Void> thenAccept(Consumer<? super Outcome> next) {
        return thenAcceptAsync(next);
    }

    @Override
    public CompletableFuture<Void> thenRun(Runnable next) {
        return thenRunAsync(next);
    }

    @Override
    public <U> CompletableFuture<U> thenCompose(Function<? super Outcome, ? extends CompletionStage<U>> next) {
        return thenComposeAsync(next);
    }

    @Override
    public <U, V> CompletableFuture<V> thenCombine(
            CompletionStage<? extends U> other, BiFunction<? super Outcome, ? super U, ? extends V> next) {
        return thenCombineAsync(other, next);
    }

    @Override
    public <U> CompletableFuture<Void> thenAcceptBoth(
            CompletionStage<? extends U> other, BiConsumer<? super Outcome, ? super U> next) {
        return thenAcceptBothAsync(other, next);
    }

    @Override
    public CompletableFuture<Void> runAfterBoth(CompletionStage<?> other, Runnable next) {
        return runAfterBothAsync(other, next);
    }

    @Override
    public <U> CompletableFuture<U> applyToEither(
            CompletionStage<? extends Outcome> other, Function<? super Outcome, U> next) {
        return applyToEitherAsync(other, next);
    }

    @Override
    public CompletableFuture<Void> acceptEither(
            CompletionStage<? extends Outcome> other, Consumer<? super Outcome> next) {
        return acceptEitherAsync(other, next);
    }

    @Override
    public CompletableFuture<Void> runAfterEither(CompletionStage<?> other, Runnable next) {
        return runAfterEitherAsync(other, next);
    }

    @Override
    public CompletableFuture<Outcome> whenComplete(BiConsumer<? super Outcome, ? super Throwable> next) {
        return whenCompleteAsync(next);
    }

    @Override
    public <U> CompletableFuture<U> handle(BiFunction<? super Outcome, Throwable, ? extends U> next) {
        return handleAsync(next);
    }
}
