package com.flowex.simulator.linear;

import com.flowex.simulator.history.Deed;
import com.flowex.simulator.history.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Check of one account, which finds a few calls that show a fault. */
final class AccountCheck {

    private final String account;
    private final List<PastCall> calls;
    private final long standingsMax;

    /** @param calls calls of the account, and those of others that move money to it */
    AccountCheck(String account, List<PastCall> calls, long standingsMax) {
        this.account = account;
        this.calls = calls;
        this.standingsMax = standingsMax;
    }

    Verdict verdict() {
        AccountSearch.Ending ending = new AccountSearch(account, calls, calls, standingsMax).run();
        if (!ending.isDecided()) {
            return new Verdict.NotDecided(account, standingsMax);
        }
        return ending.brokenAt()
                .<Verdict>map(step -> new Verdict.NotLinearizable(
                        account, AccountSearch.words(step) + "; " + ending.why(), part(step.call())))
                .orElseGet(() -> new Verdict.Linearizable(account));
    }

    private List<PastCall> part(PastCall broken) {
        if (!broken.deed().id().isEmpty() && !isOfMoney(broken)) {
            List<PastCall> ofOrder =
                    only(call -> call.deed().id().equals(broken.deed().id()) && !isOfMoney(call)
                            || call.told().filter(Told.Fills.class::isInstance).isPresent());
            if (isBroken(ofOrder)) {
                return withoutReadsThatAreNotNeeded(ofOrder);
            }
        }
        return sinceLastTold(broken);
    }

    private static boolean isOfMoney(PastCall call) {
        return call.deed() instanceof Deed.Transfer || call.deed() instanceof Deed.Deposit;
    }

    private List<PastCall> only(Predicate<PastCall> wanted) {
        return calls.stream().filter(wanted).toList();
    }

    private boolean isBroken(List<PastCall> some) {
        return new AccountSearch(account, calls, some, standingsMax)
                .run()
                .brokenAt()
                .isPresent();
    }

    /** Leaving out a query cannot make a correct history wrong. */
    private List<PastCall> withoutReadsThatAreNotNeeded(List<PastCall> some) {
        List<PastCall> part = new ArrayList<>(some);
        for (PastCall call : some) {
            if (!call.deed().isCommand()) {
                List<PastCall> fewer = new ArrayList<>(part);
                fewer.remove(call);
                if (isBroken(fewer)) {
                    part = fewer;
                }
            }
        }
        return part;
    }

    private List<PastCall> sinceLastTold(PastCall broken) {
        long from = calls.stream()
                .filter(call -> call.until() < broken.from()
                        && call.told().filter(Told.Balances.class::isInstance).isPresent())
                .mapToLong(PastCall::from)
                .max()
                .orElse(0);
        return only(call -> call.from() >= from && call.from() <= broken.until() || call.equals(broken));
    }
}
