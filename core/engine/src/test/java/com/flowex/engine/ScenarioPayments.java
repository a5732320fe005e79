package com.flowex.engine;

import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.account.TransferStep;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.command.PostTransferChain;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.TransferId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Payments in the words of a {@link Scenario}, always in dollars; ids are numbers:
 *
 * <pre>
 * ada pay bob 5 id 1
 * ada reserve 5 for bob id 2 [within 30]   (seconds)
 * post 2 id 3 [only 4]       void 2 id 4
 * a chain: steps joined by " + "
 * </pre>
 */
final class ScenarioPayments {

    private final Function<String, AccountId> accounts;

    ScenarioPayments(Function<String, AccountId> accounts) {
        this.accounts = accounts;
    }

    static boolean isPayment(List<String> words) {
        return words.contains("pay")
                || words.contains("reserve")
                || words.getFirst().equals("post")
                || words.getFirst().equals("void");
    }

    Command command(String line) {
        List<TransferStep> steps = new ArrayList<>();
        for (String step : line.split(" \\+ ", -1)) {
            steps.add(step(List.of(step.split(" ", -1))));
        }
        boolean isSingle = steps.size() == 1 && steps.getFirst() instanceof TransferStep.Post;
        return isSingle
                ? new PostTransfer(((TransferStep.Post) steps.getFirst()).transfer())
                : new PostTransferChain(steps);
    }

    private TransferStep step(List<String> words) {
        TransferId id = id(after("id", words));
        return switch (words.getFirst()) {
            case "post" -> new TransferStep.PostReserved(id, id(words.get(1)), units(words));
            case "void" -> new TransferStep.VoidReserved(id, id(words.get(1)));
            default -> ofMoney(id, words);
        };
    }

    private static long units(List<String> words) {
        return words.contains("only") ? Long.parseLong(after("only", words)) : TransferStep.PostReserved.ALL;
    }

    private TransferStep ofMoney(TransferId id, List<String> words) {
        AccountId from = accounts.apply(words.getFirst());
        boolean isReserve = words.get(1).equals("reserve");
        AccountId to = accounts.apply(isReserve ? after("for", words) : words.get(2));
        long units = Long.parseLong(isReserve ? words.get(2) : words.get(3));
        Transfer transfer = new Transfer(id, from, to, new Amount(Scenario.DOLLAR, units), TransferKind.INTERNAL);
        if (!isReserve) {
            return new TransferStep.Post(transfer);
        }
        long timeout = words.contains("within") ? Long.parseLong(after("within", words)) * ScenarioWords.SECOND : 0;
        return new TransferStep.Reserve(transfer, timeout);
    }

    private static String after(String word, List<String> words) {
        return words.get(words.indexOf(word) + 1);
    }

    private static TransferId id(String number) {
        return new TransferId(9, Long.parseLong(number));
    }
}
