package com.flowex.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.account.TransferStep;
import com.flowex.domain.command.AdoptRules;
import com.flowex.domain.command.AdvanceTime;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.command.PostTransferChain;
import com.flowex.domain.event.AccountBound;
import com.flowex.domain.event.AccountOpened;
import com.flowex.domain.event.AssetListed;
import com.flowex.domain.event.BalanceChanged;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.Rejection;
import com.flowex.domain.event.ReservedExpired;
import com.flowex.domain.event.ReservedPosted;
import com.flowex.domain.event.ReservedVoided;
import com.flowex.domain.event.RulesAdopted;
import com.flowex.domain.event.TransferPosted;
import com.flowex.domain.event.TransferReserved;
import com.flowex.domain.market.Asset;
import com.flowex.domain.order.FirstAnswer;
import com.flowex.domain.state.BalanceState;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.Scale;
import com.flowex.domain.value.TransferId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Money in its users' words: a line is a command, or a chain of steps joined by "then"; behind the bar stands everything that
 * comes of it but balances, which are asked for with {@code ada has}.
 *
 * <p>There is one asset with a supply of 100 (so that 1,000 may be owed); everyone but outside begins with nothing. A name in
 * capitals is an account that may owe. Behind "as" stands the id: with "now" before its number it says the time of its first use, with "old" one of 40
 * days earlier. Each scenario runs twice: the second time every line is asked
 * of an exchange that was restored from a snapshot of the one before.
 */
final class MoneyScenario {

    private static final AssetId DOLLAR = new AssetId(1);
    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 86_400 * SECOND;

    /** Noon of a day long after 1970. */
    private static final long BEGINNING = 20_000 * DAY + DAY / 2;

    private final boolean restores;
    private Exchange exchange = new Exchange();
    private final Recorder recorder = new Recorder();
    private final Map<String, AccountId> names = new HashMap<>();
    private final Map<String, TransferId> dated = new HashMap<>();
    private long timeNanos = BEGINNING;

    private MoneyScenario(boolean restores) {
        this.restores = restores;
        apply(new ListAsset(new Asset(1, DOLLAR, "USD", new Scale(0), 100)));
        apply(new ListAsset(new Asset(2, new AssetId(2), "EUR", new Scale(0), 100)));
        names.put("outside", AccountId.outsideOf(1));
        names.put("nobody", new AccountId(1, 999_999));
        names.put("abroad", AccountId.outsideOf(2));
    }

    static void scenario(String lines) {
        for (boolean restores : new boolean[] {false, true}) {
            MoneyScenario scenario = new MoneyScenario(restores);
            lines.lines().filter(line -> !line.isBlank()).forEach(scenario::step);
        }
    }

    private void step(String line) {
        int bar = line.indexOf('|');
        String requested = line.substring(0, bar).strip().replaceAll(" +", " ");
        assertEquals(line.substring(bar + 1).strip(), outcomeOf(requested), line);
        Exchange copy = Replays.copyOf(exchange);
        assertEquals(exchange.digest(), copy.digest(), line);
        exchange = restores ? copy : exchange;
    }

    private String outcomeOf(String requested) {
        String[] words = requested.split(" ", -1);
        if (requested.endsWith(" has")) {
            return holdingOf(account(words[0]));
        }
        if (words[0].equals("after")) {
            timeNanos += Long.parseLong(words[1]) * (words.length > 2 && words[2].equals("days") ? DAY : SECOND);
            return words[words.length - 1].equals("untold") ? "" : describe(apply(AdvanceTime.ADVANCE_TIME));
        }
        if (words[0].equals("adopts")) {
            return describe(apply(new AdoptRules(Integer.parseInt(words[1]))));
        }
        List<TransferStep> steps = new ArrayList<>();
        for (String step : requested.split(" then ", -1)) {
            steps.add(transferStep(step.split(" ", -1)));
        }
        boolean isSimple = steps.size() == 1 && steps.getFirst() instanceof TransferStep.Post;
        Command command = isSimple && !requested.startsWith("chain ")
                ? new PostTransfer(((TransferStep.Post) steps.getFirst()).transfer())
                : new PostTransferChain(steps);
        return describe(apply(command));
    }

    /** "ada pays bob 5 as 1", "ada reserves bob 5 as 1 for 10", "post 1 as 2", "post 3 of 1 as 2", "void 1 as 2". */
    private TransferStep transferStep(String[] words) {
        int as = List.of(words).indexOf("as");
        TransferId id = id(words[as + 1]);
        return switch (words[0]) {
            case "post" ->
                as == 2
                        ? new TransferStep.PostReserved(id, id(words[1]), TransferStep.PostReserved.ALL)
                        : new TransferStep.PostReserved(id, id(words[3]), Long.parseLong(words[1]));
            case "void" -> new TransferStep.VoidReserved(id, id(words[1]));
            default -> {
                Transfer transfer = transfer(id, words);
                long seconds = words.length > as + 2 ? Long.parseLong(words[as + 3]) : 0;
                yield words[1].equals("reserves")
                        ? new TransferStep.Reserve(transfer, seconds * SECOND)
                        : new TransferStep.Post(transfer);
            }
        };
    }

    private Transfer transfer(TransferId id, String[] words) {
        AssetId asset = words[4].equals("euros") ? new AssetId(2) : words[4].equals("gold") ? new AssetId(9) : DOLLAR;
        Amount amount = new Amount(asset, Long.parseLong(words[3]));
        return new Transfer(id, account(words[0]), account(words[2]), amount, TransferKind.INTERNAL);
    }

    private TransferId id(String name) {
        boolean isOld = name.startsWith("old");
        if (!isOld && !name.startsWith("now")) {
            return new TransferId(7, Long.parseLong(name));
        }
        long nanos = timeNanos - (isOld ? 40 * DAY : 0);
        return dated.computeIfAbsent(
                name, _ -> TransferId.dated(nanos / 1_000_000, Long.parseLong(name.substring("now".length()))));
    }

    private AccountId account(String name) {
        AccountId known = names.get(name);
        if (known != null) {
            return known;
        }
        boolean mayOwe = Character.isUpperCase(name.charAt(0));
        AccountId account = new AccountId(1, names.size() + (mayOwe ? 10 : AccountId.CUSTOMERS_FROM));
        names.put(name, account);
        apply(new OpenAccount(account, mayOwe));
        return account;
    }

    private String holdingOf(AccountId account) {
        List<String> holdings = new ArrayList<>();
        exchange.writeState(piece -> {
            if (piece instanceof BalanceState state && state.account().equals(account)) {
                holdings.add(
                        state.balanceUnits() + (state.heldUnits() == 0 ? "" : " (" + state.heldUnits() + " held)"));
            }
        });
        return holdings.isEmpty() ? "0" : holdings.getFirst();
    }

    private List<Object> apply(Command command) {
        exchange.apply(command, ++timeNanos, recorder);
        return recorder.take();
    }

    private static String describe(List<Object> answers) {
        List<String> words = new ArrayList<>();
        for (Object answer : answers) {
            if (!(answer instanceof BalanceChanged)) {
                words.add(answer instanceof Event event ? describe(event) : describe((FirstAnswer) answer));
            }
        }
        return String.join(", ", words);
    }

    private static String describe(FirstAnswer answer) {
        return switch (answer) {
            case FirstAnswer.Accepted _ -> throw new IllegalStateException("no order was placed");
            case FirstAnswer.Posted _ -> "again done";
            case FirstAnswer.Refused refused -> "again " + refused.reason().code();
        };
    }

    private static String describe(Event event) {
        return switch (event) {
            case TransferPosted(var transfer) -> "paid " + transfer.amount().units();
            case TransferReserved reserved ->
                "reserved " + reserved.transfer().amount().units();
            case ReservedPosted posted -> "posted " + posted.posted().units();
            case ReservedVoided voided -> "voided " + voided.reserved().amount().units();
            case ReservedExpired(var reserved) -> "expired " + reserved.amount().units();
            case Rejection rejection -> rejection.reason().code();
            case AccountOpened _, AccountBound _, AssetListed _, RulesAdopted _ -> "";
            default -> event.toString();
        };
    }
}
