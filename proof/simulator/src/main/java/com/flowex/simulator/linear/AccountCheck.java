package com.flowex.simulator.linear;

import com.flowex.simulator.history.ClientAnswer;
import com.flowex.simulator.history.ClientOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Check of one account, which finds a few calls that show a fault. */
final class AccountCheck {

    private final String account;
    private final List<HistoryCall> calls;
    private final long standingsMax;

    /** @param calls calls of the account, and those of others that move money to it */
    AccountCheck(String account, List<HistoryCall> calls, long standingsMax) {
        this.account = account;
        this.calls = calls;
        this.standingsMax = standingsMax;
    }

    Verdict verdict() {
        LinearizabilitySearch.Ending ending = new LinearizabilitySearch(account, calls, calls, standingsMax).run();
        if (!ending.isDecided()) {
            return new Verdict.NotDecided(account, standingsMax);
        }
        return ending.brokenAt()
                .<Verdict>map(step -> new Verdict.NotLinearizable(
                        account, LinearizabilitySearch.words(step) + "; " + ending.why(), part(step.call())))
                .orElseGet(() -> new Verdict.Linearizable(account));
    }

    private List<HistoryCall> part(HistoryCall broken) {
        if (!broken.operation().id().isEmpty() && !isOfMoney(broken)) {
            List<HistoryCall> ofOrder =
                    only(call -> call.operation().id().equals(broken.operation().id()) && !isOfMoney(call)
                            || call.answered()
                                    .filter(ClientAnswer.Fills.class::isInstance)
                                    .isPresent());
            if (isBroken(ofOrder)) {
                return withoutReadsThatAreNotNeeded(ofOrder);
            }
        }
        return sinceLastAnswer(broken);
    }

    private static boolean isOfMoney(HistoryCall call) {
        return call.operation() instanceof ClientOperation.Transfer
                || call.operation() instanceof ClientOperation.Deposit;
    }

    private List<HistoryCall> only(Predicate<HistoryCall> filter) {
        return calls.stream().filter(filter).toList();
    }

    private boolean isBroken(List<HistoryCall> some) {
        return new LinearizabilitySearch(account, calls, some, standingsMax)
                .run()
                .brokenAt()
                .isPresent();
    }

    /** Leaving out a query cannot make a correct history wrong. */
    private List<HistoryCall> withoutReadsThatAreNotNeeded(List<HistoryCall> some) {
        List<HistoryCall> part = new ArrayList<>(some);
        for (HistoryCall call : some) {
            if (!call.operation().isCommand()) {
                List<HistoryCall> fewer = new ArrayList<>(part);
                fewer.remove(call);
                if (isBroken(fewer)) {
                    part = fewer;
                }
            }
        }
        return part;
    }

    private List<HistoryCall> sinceLastAnswer(HistoryCall broken) {
        long from = calls.stream()
                .filter(call -> call.until() < broken.from()
                        && call.answered()
                                .filter(ClientAnswer.Balances.class::isInstance)
                                .isPresent())
                .mapToLong(HistoryCall::from)
                .max()
                .orElse(0);
        return only(call -> call.from() >= from && call.from() <= broken.until() || call.equals(broken));
    }
}
